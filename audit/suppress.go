package audit

import (
	"slices"

	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// A directive is a comment in a file that accepts findings.
type directive struct {
	*rule.Directive
	file string
	used bool
}

// suppress splits the findings of a package by the directives in its files.
func suppress(pkg *load.Package, found []Finding, running []*rule.Rule) outcome {
	var out outcome
	ds, warnings := allDirectives(pkg)
	out.warnings = warnings
	for _, f := range found {
		i := slices.IndexFunc(ds, func(d *directive) bool { return d.covers(f, running) })
		if i < 0 {
			out.findings = append(out.findings, f)
			continue
		}
		ds[i].used = true
		out.suppressed = append(out.suppressed, Suppressed{f, ds[i].Text})
	}
	for _, d := range ds {
		if d.Own && !d.used && d.allRunning(running) {
			out.warnings = append(out.warnings, Problem{d.file, d.Line, d.Text + " matches nothing: remove it"})
		}
	}
	return out
}

// doubt makes fixes of lost cancel functions that a comment for another tool accepts ones to be reviewed: the author knew of them, and may have had a
// reason. It is for runs that heed no such comment.
func doubt(pkg *load.Package, found []Finding, running []*rule.Rule) {
	ds, _ := allDirectives(pkg)
	for i, f := range found {
		if f.Rule != "lostcancel" || f.Fix.Level != rewrite.Safe {
			continue
		}
		for _, d := range ds {
			if !d.Own && d.covers(f, running) {
				found[i].Fix.Level, found[i].Fix.Reason = rewrite.Review, "the author accepts it, by "+d.Text
			}
		}
	}
}

// allDirectives reads the comments of the files of pkg that are audited.
func allDirectives(pkg *load.Package) (ds []*directive, warnings []Problem) {
	for _, f := range pkg.Files {
		if f.Context {
			continue
		}
		got, bad := rule.Directives(pkg.Fset, f.AST, f.Src, isRule)
		for _, d := range got {
			ds = append(ds, &directive{Directive: d, file: f.Path})
		}
		for _, b := range bad {
			warnings = append(warnings, Problem{f.Path, b.Line, b.Problem})
		}
	}
	return ds, warnings
}

// covers reports whether d accepts f, which one of the running rules found. What is harmless needs no acceptance: a directive there matches
// nothing.
func (d *directive) covers(f Finding, running []*rule.Rule) bool {
	if f.Class == rule.Fine || d.file != f.File {
		return false
	}
	i := slices.IndexFunc(running, func(r *rule.Rule) bool { return r.Name == f.Rule })
	return i >= 0 && d.Accepts(running[i], f.Line)
}

func isRule(name string) bool { return rules.Lookup(name) != nil }

// allRunning reports whether all rules that d names take part in this run: only then can it be said to match nothing.
func (d *directive) allRunning(running []*rule.Rule) bool {
	return !slices.ContainsFunc(d.Rules, func(name string) bool {
		return !slices.ContainsFunc(running, func(r *rule.Rule) bool { return r.Name == name })
	})
}
