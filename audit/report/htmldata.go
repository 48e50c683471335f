package report

import (
	"encoding/json"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules"
)

// pageData is what the page's script reads. Reports say the same things many times, so that rows are numbers into
// a list of strings.
type pageData struct {
	Strings []string `json:"strings"`
	Rows    [][]int  `json:"rows"`   // in the order of pageRow
	Weight  string   `json:"weight"` // the title of the column of weights; empty where there is no profile
	Diffs   []any    `json:"diffs"`  // those of sideBySide
}

// A stringTable numbers strings.
type stringTable struct {
	list  []string
	index map[string]int
}

// number returns the number of a string that is to be shown.
func (s *stringTable) number(shown string) int {
	shown = text.Clean(shown)
	n, ok := s.index[shown]
	if !ok {
		n = len(s.list)
		s.index[shown] = n
		s.list = append(s.list, shown)
	}
	return n
}

// htmlData returns the findings as JSON that is harmless inside a script element: no < in it is left as it is.
func htmlData(r *audit.Report) ([]byte, error) {
	names := &stringTable{index: map[string]int{}}
	data := pageData{Rows: [][]int{}, Diffs: []any{}}
	for _, f := range r.Findings {
		diff := -1
		if f.Fix.Diff != "" {
			diff = len(data.Diffs)
			data.Diffs = append(data.Diffs, sideBySide(f.Fix.Diff))
		}
		weighed := ""
		if r.Profile != nil {
			weighed = weight(r.Profile, f)
		}
		data.Rows = append(data.Rows, append(pageRow(f, names), int(f.Weight), names.number(weighed), diff))
	}
	if r.Profile != nil {
		data.Weight = weightTitle(r.Profile)
	}
	data.Strings = orEmpty(names.list)
	return json.Marshal(data)
}

// pageRow returns f as the numbers that the script takes apart again; its weight, as a number and in words, and the number of its
// diff, or -1, come after these.
func pageRow(f audit.Finding, names *stringTable) []int {
	finds := ""
	if r := rules.Lookup(f.Rule); r != nil {
		finds = r.Finds
	}
	n := names.number
	level := f.Fix.Level
	if level == "" {
		level = rewrite.None
	}
	return []int{
		n(f.File), f.Line, f.Column, n(f.Pattern), n(string(f.InLoop)), n(f.Note), n(string(f.Class)),
		n(string(level)), n(f.Fix.Reason), n(f.Rule), n(finds), n(f.Func), n(f.Message), n(string(f.Outstanding)),
		n(f.Owner), n(f.Fingerprint),
	}
}
