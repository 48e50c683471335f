package audit

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
)

// others names the checks of other tools that say what a rule of ours says: whoever accepted those in the source
// need not say so again. "unleak" is what golangci-lint would call us.
var others = map[string][]string{
	"lostcancel": {"govet", "lostcancel", "staticcheck", "gosec", "G118"},
	"tick":       {"SA1015"},
}

// ignoreWord is in every directive of ours.
const ignoreWord = "unleak:ignore"

// A directive is a comment that accepts findings.
type directive struct {
	text  string
	file  string
	line  int      // of the comment
	rules []string // names as written
	own   bool     // //unleak:ignore, as opposed to another tool's
	from  int      // first and
	to    int      // last line it covers
	used  bool
}

// suppress splits the findings of a package by the directives in its files.
func suppress(pkg *load.Package, found []Finding, running []*rules.Rule) outcome {
	var out outcome
	ds, warnings := allDirectives(pkg)
	out.warnings = warnings
	for _, f := range found {
		i := slices.IndexFunc(ds, func(d *directive) bool { return d.covers(f) })
		if i < 0 {
			out.findings = append(out.findings, f)
			continue
		}
		ds[i].used = true
		out.suppressed = append(out.suppressed, Suppressed{f, ds[i].text})
	}
	for _, d := range ds {
		if d.own && !d.used && d.allRunning(running) {
			out.warnings = append(out.warnings, Problem{d.file, d.line, d.text + " matches nothing: remove it"})
		}
	}
	return out
}

// doubt makes fixes of lost cancel functions that a comment for another tool accepts ones to be reviewed: the author knew of them, and may have had a
// reason. It is for runs that heed no such comment.
func doubt(pkg *load.Package, found []Finding) {
	ds, _ := allDirectives(pkg)
	for i, f := range found {
		if f.Rule != "lostcancel" || f.Fix.Level != rewrite.Safe {
			continue
		}
		for _, d := range ds {
			if !d.own && d.covers(f) {
				found[i].Fix.Level, found[i].Fix.Reason = rewrite.Review, "the author accepts it, by "+d.text
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
		got, more := directives(pkg, f)
		ds = append(ds, got...)
		warnings = append(warnings, more...)
	}
	return ds, warnings
}

// covers reports whether d accepts f. What is harmless needs no acceptance: a directive there matches nothing.
func (d *directive) covers(f Finding) bool {
	return f.Class != rules.Fine && d.file == f.File && d.from <= f.Line && f.Line <= d.to &&
		slices.ContainsFunc(d.rules, func(name string) bool { return names(name, f.Rule, d.own) })
}

// names reports whether name, as written in a directive, means rule.
func names(name, rule string, own bool) bool {
	return name == rule || !own && (name == "unleak" || slices.Contains(others[rule], name))
}

// allRunning reports whether all rules that d names take part in this run: only then can it be said to match nothing.
func (d *directive) allRunning(running []*rules.Rule) bool {
	return !slices.ContainsFunc(d.rules, func(name string) bool {
		return !slices.ContainsFunc(running, func(r *rules.Rule) bool { return r.Name == name })
	})
}

// directives reads the comments of a file.
func directives(pkg *load.Package, f *load.File) (ds []*directive, warnings []Problem) {
	var nodes map[int]int // first line of a node to its last line; made when needed
	for _, group := range f.AST.Comments {
		for _, c := range group.List {
			d, problem := parseDirective(c.Text)
			if d == nil && problem == "" {
				continue
			}
			pos := pkg.Fset.PositionFor(c.Pos(), false)
			if problem != "" {
				warnings = append(warnings, Problem{f.Path, pos.Line, problem})
				continue
			}
			d.file, d.line, d.from, d.to = f.Path, pos.Line, pos.Line, pos.Line
			if nodes == nil {
				nodes = extents(pkg.Fset, f.AST)
			}
			d.reach(nodes, aloneOnLine(f.Src, pkg.Fset.PositionFor(c.Pos(), false).Offset), pkg.Fset.PositionFor(group.End(), false).Line)
			ds = append(ds, d)
		}
	}
	return ds, warnings
}

// reach sets the lines d covers. At the end of a line it is that line. On a line of its own, ours and staticcheck's
// cover the next line of code; a //nolint covers the whole statement or declaration that starts there, as in golangci-lint.
func (d *directive) reach(nodes map[int]int, alone bool, groupEnd int) {
	if !alone {
		return
	}
	next := groupEnd + 1
	d.to = next
	if strings.HasPrefix(d.text, "//nolint") && nodes[next] > next {
		d.to = nodes[next]
	}
}

// parseDirective reads one comment. It returns nil and no problem for all others.
func parseDirective(text string) (d *directive, problem string) {
	if rest, ok := strings.CutPrefix(text, "//"+ignoreWord); ok {
		if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			return nil, ""
		}
		return parseOwn(text, strings.Fields(rest))
	}
	if rest, ok := strings.CutPrefix(text, "//nolint:"); ok {
		list, _, _ := strings.Cut(rest, "//")
		list, _, _ = strings.Cut(strings.TrimSpace(list), " ")
		return &directive{text: text, rules: strings.Split(list, ",")}, ""
	}
	if rest, ok := strings.CutPrefix(text, "//lint:ignore "); ok {
		fields := strings.Fields(rest)
		if len(fields) > 1 { // staticcheck asks for a reason as well
			return &directive{text: text, rules: strings.Split(fields[0], ",")}, ""
		}
	}
	return nil, ""
}

// parseOwn reads the words behind //unleak:ignore.
func parseOwn(text string, words []string) (d *directive, problem string) {
	const usage = "; write //unleak:ignore RULE reason"
	if len(words) == 0 {
		return nil, "//unleak:ignore names no rule" + usage
	}
	names := strings.Split(words[0], ",")
	for _, name := range names {
		if rules.Lookup(name) == nil {
			return nil, fmt.Sprintf("//unleak:ignore names no rule of ours: %q", name) + usage
		}
	}
	if len(words) == 1 {
		return nil, "//unleak:ignore " + words[0] + " gives no reason, so it is not heeded" + usage
	}
	return &directive{text: text, rules: names, own: true}, ""
}

// extents maps the first line of every statement and declaration to the last line of the longest one that starts there.
func extents(fset *token.FileSet, file *ast.File) map[int]int {
	out := map[int]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case ast.Stmt, ast.Decl, ast.Spec, *ast.Field, *ast.CommClause, *ast.CaseClause:
			from, to := fset.PositionFor(n.Pos(), false).Line, fset.PositionFor(n.End(), false).Line
			out[from] = max(out[from], to)
		}
		return true
	})
	return out
}

// aloneOnLine reports whether only white space stands before offset on its line.
func aloneOnLine(src []byte, offset int) bool {
	for i := offset - 1; i >= 0 && src[i] != '\n'; i-- {
		if src[i] != ' ' && src[i] != '\t' {
			return false
		}
	}
	return true
}
