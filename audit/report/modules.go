package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
)

// A moduleGroup is the modules of a report that get the same timers for the same reason.
type moduleGroup struct {
	modules []audit.Module
	sites   int
}

// Few enough to be read: a monorepo has hundreds of modules, most of them alike.
const (
	maxGroups = 8
	maxNames  = 3
)

// moduleGroups puts modules alike together, those with the most sites first.
func moduleGroups(r *audit.Report) []moduleGroup {
	type key struct{ golang, timers, reason string }
	index := map[key]int{}
	var of []int // the group of each module
	var groups []moduleGroup
	for _, m := range r.Modules {
		// Each module has a go.mod of its own: its place makes no difference between modules.
		m.Reason = strings.ReplaceAll(m.Reason, path.Join(m.Dir, "go.mod"), "go.mod")
		k := key{m.Go, string(m.Timers), m.Reason}
		i, ok := index[k]
		if !ok {
			i = len(groups)
			index[k] = i
			groups = append(groups, moduleGroup{})
		}
		groups[i].modules = append(groups[i].modules, m)
		of = append(of, i)
	}
	for _, f := range r.Findings {
		if i := r.ModuleOf(f.File); i >= 0 {
			groups[of[i]].sites++
		}
	}
	slices.SortStableFunc(groups, func(a, b moduleGroup) int {
		return cmp.Or(cmp.Compare(b.sites, a.sites), cmp.Compare(len(b.modules), len(a.modules)))
	})
	return groups
}

// A markup says how a format writes names and prose.
type markup struct {
	name, prose func(string) string
}

// moduleLines says which timers the modules get, and why: a line for each kind of module.
func moduleLines(r *audit.Report, as markup) []string {
	groups := moduleGroups(r)
	var lines []string
	for _, g := range groups[:min(len(groups), maxGroups)] {
		lines = append(lines, g.who(as.name)+": "+as.prose(g.verdict()))
	}
	if len(groups) > maxGroups {
		rest := 0
		for _, g := range groups[maxGroups:] {
			rest += len(g.modules)
		}
		lines = append(lines, fmt.Sprintf("and %s of other kinds (--format json lists every module)", text.Count(rest, "module")))
	}
	return lines
}

func (g moduleGroup) who(name func(string) string) string {
	var names []string
	for _, m := range g.modules[:min(len(g.modules), maxNames)] {
		names = append(names, name(moduleName(m, len(g.modules) == 1)))
	}
	switch n := len(g.modules); {
	case n == 1:
		return names[0]
	case n <= maxNames:
		return strings.Join(names, ", ")
	default:
		return fmt.Sprintf("%s (%s and %s more)", text.Count(n, "module"), strings.Join(names, ", "), text.Comma(n-maxNames))
	}
}

// moduleName returns the place of a module, and its path if there is room for it.
func moduleName(m audit.Module, roomy bool) string {
	switch {
	case m.Path == "", !roomy && m.Dir != ".":
		return m.Dir
	case m.Dir == "." || m.Dir == m.Path:
		return m.Path
	}
	return m.Dir + " (" + m.Path + ")"
}

func (g moduleGroup) verdict() string {
	m := g.modules[0]
	golang := "no go line"
	if m.Go != "" {
		golang = "go " + m.Go
	}
	timers := string(m.Timers) + " timers"
	if m.Timers == "importer" {
		timers = "importer's timers"
	}
	return fmt.Sprintf("%s → %s, because %s", golang, timers, m.Reason)
}
