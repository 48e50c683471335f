package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"go/token"
	"maps"
	"slices"
	"sync"

	"unleak/audit/load"
	"unleak/rules/rule"
)

// Options say what an audit looks for.
type Options struct {
	Rules          []*rule.Rule
	Version        string // of the tool, for the report
	NoSuppressions bool   // report what directives in the source accept, too
	Form           string // of rewritten loops; see rule.Pass
	Why            bool   // note in each finding which questions led to it
}

// Interests tells the loader which files matter to rs.
func Interests(rs []*rule.Rule) []load.Interest {
	// Also a directive in a file without findings is worth a look: it matches nothing.
	out := []load.Interest{{Words: []string{rule.IgnoreWord}}}
	for _, r := range rs {
		for _, s := range r.Sources {
			out = append(out, load.Interest(s))
		}
	}
	return out
}

// ScriptWords tells the loader which scripts matter to rs.
func ScriptWords(rs []*rule.Rule) (words []string) {
	for _, r := range rs {
		if r.Scripts == nil {
			continue
		}
		for _, s := range r.Sources {
			words = append(words, s.Words...)
		}
	}
	return words
}

// Run runs the rules over tree and returns the report, sorted and summed up.
// An error means that the run was cut short; trouble with single files is in the report.
func Run(ctx context.Context, tree *load.Tree, opt Options) (*Report, error) {
	r := &Report{Schema: 1, Tool: "unleak", Version: opt.Version, Root: tree.Root, Paths: tree.Paths, Sums: map[string][sha256.Size]byte{}}
	var mu sync.Mutex
	err := tree.Each(ctx, func(pkg *load.Package) {
		found := inspect(pkg, opt)
		mu.Lock()
		defer mu.Unlock()
		r.Findings = append(r.Findings, found.findings...)
		r.Suppressed = append(r.Suppressed, found.suppressed...)
		r.Warnings = append(r.Warnings, found.warnings...)
		r.Errors = append(r.Errors, found.errors...)
		maps.Copy(r.Sums, found.sums)
	})
	if err != nil {
		return nil, err
	}
	for _, m := range tree.Modules {
		r.Modules = append(r.Modules, Module{
			Dir: m.Dir, Path: m.Path, Go: m.Go, Timers: rule.Timers(m.Timers), Reason: m.Reason, Requires: m.Requires,
		})
	}
	r.Findings = append(r.Findings, settings(tree, opt)...)
	r.Findings = append(r.Findings, scripts(tree, opt)...)
	for _, s := range tree.Skipped {
		r.Skipped = append(r.Skipped, Skip(s))
	}
	for _, e := range tree.Errors {
		r.Errors = append(r.Errors, Problem(e))
	}
	r.Summary.Files, r.Summary.Lines = tree.Files, tree.Lines
	r.Sort()
	r.count()
	return r, nil
}

// settings runs the rules over the timer settings of the modules. A go.work is listed by every module it uses, and reported once.
func settings(tree *load.Tree, opt Options) []Finding {
	seen := map[rule.Setting]bool{}
	var out []Finding
	for _, m := range tree.Modules {
		var fresh []rule.Setting
		for _, s := range m.Settings {
			if s := rule.Setting(s); !seen[s] {
				seen[s] = true
				fresh = append(fresh, s)
			}
		}
		for _, r := range opt.Rules {
			if r.Settings == nil {
				continue
			}
			r.Settings(&rule.Pass{
				Rule:     r,
				Timers:   rule.Timers(m.Timers),
				Settings: fresh,
				Report:   func(f rule.Finding) { out = append(out, place(nil, r, f)) },
			})
		}
	}
	return out
}

// scripts runs the rules over the scripts, which belong to no module.
func scripts(tree *load.Tree, opt Options) (out []Finding) {
	var list []rule.Script
	for _, s := range tree.Scripts {
		list = append(list, rule.Script(s))
	}
	for _, r := range opt.Rules {
		if r.Scripts != nil {
			r.Scripts(&rule.Pass{Rule: r, Scripts: list, Report: func(f rule.Finding) { out = append(out, place(nil, r, f)) }})
		}
	}
	return out
}

// place turns a rule's finding into a line of the report.
func place(pkg *load.Package, r *rule.Rule, f rule.Finding) Finding {
	out := Finding{
		Rule:        r.Name,
		Variant:     f.Variant,
		File:        f.File,
		Line:        f.Line,
		Func:        f.Func,
		Pattern:     f.Pattern,
		InLoop:      f.InLoop,
		Note:        f.Note,
		Class:       f.Class,
		Outstanding: f.Outstanding,
		Message:     f.Message,
		Fix:         f.Fix,
	}
	if pkg == nil {
		out.Column, out.EndLine = max(f.Column, 1), f.Line
		out.EndColumn = out.Column + len(f.Pattern)
	} else {
		// Positions are those of the bytes: a //line directive names another file.
		pos, end := pkg.Fset.PositionFor(f.Pos, false), pkg.Fset.PositionFor(f.End, false)
		out.File = pos.Filename
		out.Line, out.Column = pos.Line, pos.Column
		out.EndLine, out.EndColumn = end.Line, end.Column
		out.around(pkg.Fset, f)
	}
	if f.Trail != nil {
		out.Trail = f.Trail.Steps
	}
	out.Fingerprint = fingerprint(out)
	return out
}

// around notes what the rule found on other lines.
func (f *Finding) around(fset *token.FileSet, found rule.Finding) {
	line := func(pos token.Pos) int { return fset.PositionFor(pos, false).Line }
	if found.Select != nil {
		f.Select = line(found.Select.Pos())
	}
	if found.Decl != nil {
		f.Decl = Range{From: line(found.Decl.Pos()), To: line(found.Decl.End())}
	}
	f.Variable = found.Variable
}

// Sort sorts r as its fields say, by place.
func (r *Report) Sort() {
	slices.SortFunc(r.Findings, compareFindings)
	slices.SortFunc(r.Suppressed, func(a, b Suppressed) int { return compareFindings(a.Finding, b.Finding) })
	slices.SortFunc(r.Warnings, compareProblems)
	slices.SortFunc(r.Errors, compareProblems)
}

// Warn adds warnings to r.
func (r *Report) Warn(warnings ...Problem) {
	r.Warnings = append(r.Warnings, warnings...)
	slices.SortFunc(r.Warnings, compareProblems)
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Variant, b.Variant),
	)
}

func compareProblems(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Reason, b.Reason))
}

// count sums the findings up.
func (r *Report) count() {
	s := &r.Summary
	s.Sites, s.InLoop = len(r.Findings), 0
	s.ByClass = map[rule.Class]int{rule.Bug: 0, rule.Leak: 0, rule.Churn: 0, rule.Fine: 0}
	s.ByRule = map[string]int{}
	for _, f := range r.Findings {
		if f.InLoop == rule.Yes {
			s.InLoop++
		}
		s.ByClass[f.Class]++
		s.ByRule[f.Rule]++
	}
}
