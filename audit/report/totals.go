package report

import (
	"cmp"
	"maps"
	"regexp"
	"slices"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rules/rule"
)

// classes are the columns of the totals and the order of harm, worst first.
var classes = rule.Classes

// loops are the rows of a pattern in the totals.
var loops = []rule.InLoop{rule.Yes, rule.Closure, rule.No}

// A total counts the sites of one pattern, in a loop or not, by class.
type total struct {
	rule, pattern string
	inLoop        rule.InLoop
	byClass       map[rule.Class]int
}

// totals counts the findings of r by pattern × in-loop × class.
func totals(r *audit.Report) []total {
	type key struct {
		rule, pattern string
		inLoop        rule.InLoop
	}
	sums := map[key]total{}
	for _, f := range r.Findings {
		k := key{f.Rule, patternKind(f.Pattern), f.InLoop}
		if _, ok := sums[k]; !ok {
			sums[k] = total{k.rule, k.pattern, k.inLoop, map[rule.Class]int{}}
		}
		sums[k].byClass[f.Class]++
	}
	return slices.SortedFunc(maps.Values(sums), func(a, b total) int {
		return cmp.Or(
			cmp.Compare(a.rule, b.rule),
			cmp.Compare(a.pattern, b.pattern),
			cmp.Compare(slices.Index(loops, a.inLoop), slices.Index(loops, b.inLoop)),
			cmp.Compare(a.inLoop, b.inLoop),
		)
	})
}

// apis are the functions the rules are about, by name. Reports name them in full whatever the code calls
// their package: t.After(d) and, after a dot import, After(d) count as time.After.
var apis = map[string]string{
	"After": "time.After", "Tick": "time.Tick", "AfterFunc": "time.AfterFunc",
	"NewTimer": "time.NewTimer", "NewTicker": "time.NewTicker",
	"WithCancel": "context.WithCancel", "WithCancelCause": "context.WithCancelCause",
	"WithTimeout": "context.WithTimeout", "WithTimeoutCause": "context.WithTimeoutCause",
	"WithDeadline": "context.WithDeadline", "WithDeadlineCause": "context.WithDeadlineCause",
	"NotifyContext": "signal.NotifyContext",
	"Stop":          "Timer.Stop", "Reset": "Timer.Reset", "len": "len", "cap": "cap",
}

// firstCall matches the name of the first function called in a pattern, or of the function it is.
var firstCall = regexp.MustCompile(`(\w+)(?:\(|$)`)

// patternKind returns the API a pattern is about: time.After for time.After(5*time.Second).
// It is empty where the pattern is something else, which only its rule can name.
func patternKind(pattern string) string {
	if call := firstCall.FindStringSubmatch(pattern); call != nil {
		return apis[call[1]]
	}
	return ""
}

// totalsGrid shows the totals: a row for each pattern, in a loop or not, a column for each class.
func totalsGrid(sums []total) *text.Grid {
	g := &text.Grid{Columns: []text.Column{{Title: "Rule"}, {Title: "Pattern"}, {Title: "In loop?"}}}
	for _, c := range classes {
		g.Columns = append(g.Columns, text.Column{Title: title(c), Right: true})
	}
	all := map[rule.Class]int{}
	for i, t := range sums {
		row := []text.Cell{{Text: t.rule}, {Text: t.pattern}, {Text: string(t.inLoop)}}
		if i > 0 && sums[i-1].rule == t.rule {
			row[0].Text = ""
			if sums[i-1].pattern == t.pattern {
				row[1].Text = ""
			}
		}
		g.Rows = append(g.Rows, append(row, counts(t.byClass)...))
		for c, n := range t.byClass {
			all[c] += n
		}
	}
	if len(sums) > 1 {
		g.Rows = append(g.Rows, append([]text.Cell{{Text: "all", Style: text.Bold}, {}, {}}, counts(all)...))
	}
	return g
}

func counts(byClass map[rule.Class]int) []text.Cell {
	var cells []text.Cell
	for _, c := range classes {
		cell := text.Cell{Text: "-", Style: text.Dim}
		if n := byClass[c]; n > 0 {
			cell = text.Cell{Text: text.Comma(n), Style: classStyle(c)}
		}
		cells = append(cells, cell)
	}
	return cells
}

// title returns the heading of a class's column.
func title(c rule.Class) string {
	switch c {
	case rule.Bug:
		return "Bug"
	case rule.Leak:
		return "Leak"
	case rule.Churn:
		return "Churn"
	}
	return "None"
}

func classStyle(c rule.Class) text.Style {
	switch c {
	case rule.Bug:
		return text.Alarm
	case rule.Leak:
		return text.Alert
	case rule.Churn:
		return text.Notice
	}
	return text.Dim
}
