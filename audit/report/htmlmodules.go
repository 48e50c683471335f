package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rules/rule"
)

// maxModules is how many modules are shown unfolded.
const maxModules = 12

// An htmlModule is a module, the timers it gets, and a bar with its sites by class.
type htmlModule struct {
	Name, Path, Why string
	Bar             []htmlBar
	Label           string // the bar in words
	sites           map[rule.Class]int
}

// An htmlBar is a stretch of a bar; From and Width are percentages.
type htmlBar struct {
	Class       rule.Class
	Title       string
	From, Width string
}

// htmlModules returns the modules, worst first: those to show at once, and the others.
func htmlModules(r *audit.Report) (shown, others []htmlModule) {
	all := make([]htmlModule, len(r.Modules))
	for i, m := range r.Modules {
		all[i] = htmlModule{Name: cmp.Or(m.Path, m.Dir), Why: moduleGroup{modules: []audit.Module{m}}.verdict(), sites: map[rule.Class]int{}}
		if m.Dir != "." && m.Dir != m.Path {
			all[i].Name, all[i].Path = m.Dir, m.Path
		}
	}
	for _, f := range r.Findings {
		if i := r.ModuleOf(f.File); i >= 0 {
			all[i].sites[f.Class]++
		}
	}
	most := 0
	for _, m := range all {
		most = max(most, m.total())
	}
	for i := range all {
		all[i].bar(most)
	}
	slices.SortStableFunc(all, func(a, b htmlModule) int {
		for _, c := range classes {
			if a.sites[c] != b.sites[c] {
				return b.sites[c] - a.sites[c]
			}
		}
		return 0
	})
	n := min(len(all), maxModules)
	return all[:n], all[n:]
}

func (m *htmlModule) total() int {
	n := 0
	for _, c := range m.sites {
		n += c
	}
	return n
}

// bar draws the bar on a scale that ends at most. Stretches that would be too thin to be seen are as wide as it takes.
func (m *htmlModule) bar(most int) {
	const narrowest = 0.7
	wide, thin := 0.0, 0.0 // of the stretches that can give way, and of those that cannot
	width := func(c rule.Class) float64 { return 100 * float64(m.sites[c]) / float64(most) }
	for _, c := range classes {
		switch w := width(c); {
		case w > narrowest:
			wide += w
		case w > 0:
			thin += narrowest
		}
	}
	scale := 1.0
	if wide+thin > 100 {
		scale = (100 - thin) / wide
	}
	from := 0.0
	var words []string
	for _, c := range classes {
		if m.sites[c] == 0 {
			continue
		}
		w := narrowest
		if width(c) > narrowest {
			w = width(c) * scale
		}
		title := classCount(c, m.sites[c])
		m.Bar = append(m.Bar, htmlBar{Class: c, Title: title, From: fmt.Sprintf("%.2f", from), Width: fmt.Sprintf("%.2f", w)})
		words = append(words, title)
		from += w
	}
	m.Label = strings.Join(words, ", ")
}

// classCount says how many sites there are of a class.
func classCount(c rule.Class, n int) string {
	switch c {
	case rule.Bug, rule.Leak:
		return text.Count(n, string(c))
	case rule.Fine:
		return text.Comma(n) + " harmless"
	}
	return text.Comma(n) + " " + string(c)
}
