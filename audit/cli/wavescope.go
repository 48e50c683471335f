package cli

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"unleak/rewrite/wave"
	"unleak/rules"
	"unleak/rules/rule"
)

// scope says how to find the fixes again.
func (f *wavePlanFlags) scope(chosen []*rule.Rule) wave.Scope {
	s := wave.Scope{Go: string(f.audit.golang), Review: f.review, Classes: f.audit.class.values, NoTests: !f.audit.tests}
	if f.form.value != "auto" {
		s.Form = f.form.value
	}
	if len(chosen) < len(rules.All()) {
		for _, r := range chosen {
			s.Rules = append(s.Rules, r.Name)
		}
	}
	return s
}

// pathsBelow returns the paths given, slash-separated and relative to root.
func (a *app) pathsBelow(root string, paths []string) (out []string) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		dir, dots := strings.CutSuffix(p, "...")
		dir = realPath(a.path(dir))
		rel, err := filepath.Rel(root, dir)
		if err != nil {
			rel = dir
		}
		rel = filepath.ToSlash(rel)
		if dots {
			rel = "./" + path.Join(rel, "...")
		}
		out = append(out, rel)
	}
	return out
}

// adopt makes the scope of a plan the one to look for fixes in.
func (f *wavePlanFlags) adopt(m *migration) error {
	if f.scoped != "" {
		return &usageError{
			problem: fmt.Sprintf("add to plan %s: its scope stays as it is, and %s is for another", m.name, f.scoped),
			next:    "leave it out, or edit the scope in the plan first",
		}
	}
	s := m.plan.Scope
	f.audit.rules.values, f.audit.class.values, f.audit.tests, f.review = s.Rules, s.Classes, !s.NoTests, s.Review
	f.audit.golang, f.form.value = goVersion(s.Go), cmp.Or(s.Form, "auto")
	return m.checkRules(s.Rules)
}

// scopeOf names something on the command line that says what a plan is about; empty if there is none.
func scopeOf(cmd *cobra.Command, paths []string) string {
	for _, name := range []string{"review", "rules", "skip", "class", "tests", "go", "form"} {
		if cmd.Flags().Changed(name) {
			return "--" + name
		}
	}
	return strings.Join(paths, " ")
}
