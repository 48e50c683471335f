// Package vet makes analyzers of the rules, for go vet, go fix, golangci-lint, Bazel's nogo and their kin.
package vet

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/version"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/code"
	"unleak/rules/rule"
)

// index builds the Package once for all rules of a package.
var index = &analysis.Analyzer{
	Name:       "unleakindex",
	Doc:        "index the mentions of timer and context functions for unleak's rules",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*driven](),
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		p := code.NewPackage(pass.Fset, pass.Pkg, pass.TypesInfo, in)
		p.Elsewhere = sync.OnceValue(func() map[string]bool { return declaredElsewhere(pass) })
		return &driven{Package: p, offered: map[*token.File][][]rewrite.Edit{}, accepts: map[*ast.File][]*rule.Directive{}}, nil
	},
}

// A driven package is one that a driver has the rules look at.
type driven struct {
	*code.Package
	mu      sync.Mutex                       // held by the rule at work: drivers run the analyzers of a package at the same time
	offered map[*token.File][][]rewrite.Edit // fixes that the driver got
	accepts map[*ast.File][]*rule.Directive  // what comments accept
}

// declaredElsewhere names the functions that files declare which the driver left out, since they are for other systems or tags.
func declaredElsewhere(pass *analysis.Pass) map[string]bool {
	names := map[string]bool{}
	for _, file := range pass.IgnoredFiles {
		if !strings.HasSuffix(file, ".go") {
			continue
		}
		src, err := pass.ReadFile(file)
		if err != nil {
			continue // it declares nothing that could be built
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				names[code.DeclName(fn)] = true
			}
		}
	}
	return names
}

// analyzers holds an analyzer for each rule, since drivers tell them apart by their address.
var analyzers = sync.OnceValue(func() map[*rule.Rule]*analysis.Analyzer {
	all := map[*rule.Rule]*analysis.Analyzer{}
	for _, r := range rules.All() {
		all[r] = newAnalyzer(r)
	}
	return all
})

// Analyzers returns an analyzer for each rule, in the order of the catalogue.
func Analyzers() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, r := range rules.All() {
		list = append(list, For(r))
	}
	return list
}

// For returns the analyzer of r, a rule of the catalogue; it is the same each time.
func For(r *rule.Rule) *analysis.Analyzer { return analyzers()[r] }

// newAnalyzer derives an analyzer that reports the findings of r that are not harmless.
// A driver tells the module's go line and nothing else, so a module below Go 1.23 counts as a
// library whose users decide.
func newAnalyzer(r *rule.Rule) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     r.Name,
		Doc:      r.Finds + "\n\n" + r.Doc,
		Requires: []*analysis.Analyzer{index},
		Run: func(pass *analysis.Pass) (any, error) {
			drive(r, pass)
			return nil, nil
		},
	}
}

// Analyzer runs every rule. It is for drivers that take one analyzer from a package, as Bazel's nogo.
var Analyzer = &analysis.Analyzer{
	Name:     "unleak",
	Doc:      "find timer and context leaks\n\nThis is all rules of unleak in one; each message begins with the name of a rule.",
	Requires: []*analysis.Analyzer{index},
	Run: func(pass *analysis.Pass) (any, error) {
		named := *pass
		named.Report = func(d analysis.Diagnostic) {
			d.Message = d.Category + ": " + d.Message
			pass.Report(d)
		}
		for _, r := range rules.All() {
			drive(r, &named)
		}
		return nil, nil
	},
}

// drive runs r for a driver, which gets to know of what is neither harmless, nor accepted by a comment, nor in a generated file.
func drive(r *rule.Rule, pass *analysis.Pass) {
	pkg := pass.ResultOf[index].(*driven)
	pkg.mu.Lock()
	defer pkg.mu.Unlock()
	r.Run(&rule.Pass{
		Package: pkg.Package,
		Rule:    r,
		Timers:  timersOf(pass.Module),
		Guessed: true,
		Report: func(f rule.Finding) {
			if f.Class == rule.Fine || accepted(pass, r, f) {
				return
			}
			pass.Report(analysis.Diagnostic{
				Pos: f.Pos, End: f.End, Category: r.Name, Message: f.Message, SuggestedFixes: suggested(pass, r, f),
			})
		},
	})
}

// accepted reports whether a comment accepts f, or it is in generated code, which is for its generator to change.
func accepted(pass *analysis.Pass, r *rule.Rule, f rule.Finding) bool {
	i := slices.IndexFunc(pass.Files, func(file *ast.File) bool { return file.FileStart <= f.Pos && f.Pos < file.FileEnd })
	if i < 0 {
		return false
	}
	if isGenerated(pass.Files[i]) {
		return true
	}
	line := pass.Fset.PositionFor(f.Pos, false).Line
	return slices.ContainsFunc(directivesOf(pass, pass.Files[i]), func(d *rule.Directive) bool { return d.Accepts(r, line) })
}

// directivesOf reads the comments of a file once for all rules. Those of a file that cannot be read accept nothing.
func directivesOf(pass *analysis.Pass, file *ast.File) []*rule.Directive {
	pkg := pass.ResultOf[index].(*driven)
	if ds, ok := pkg.accepts[file]; ok {
		return ds
	}
	if src, err := pass.ReadFile(pass.Fset.File(file.FileStart).Name()); err == nil {
		pkg.accepts[file], _ = rule.Directives(pass.Fset, file, src, func(name string) bool { return rules.Lookup(name) != nil })
	} else {
		pkg.accepts[file] = nil
	}
	return pkg.accepts[file]
}

// byCgo begins a file that cgo made of one with import "C": what drivers compile in its place. Its lines are those of the original.
const byCgo = "// Code generated by cmd/cgo; DO NOT EDIT."

// isCgo reports whether cgo made file.
func isCgo(file *ast.File) bool {
	return len(file.Comments) > 0 && file.Comments[0].List[0].Text == byCgo
}

// isGenerated reports whether a program wrote file, or the one that cgo made it of.
func isGenerated(file *ast.File) bool {
	if !isCgo(file) {
		return ast.IsGenerated(file)
	}
	original := *file
	original.Comments = file.Comments[1:]
	return ast.IsGenerated(&original)
}

// suggested returns the fix of f, if it is safe, as edits of the bytes that the driver compiled. A fix that cannot be made
// is left out: the finding stands without it.
func suggested(pass *analysis.Pass, r *rule.Rule, f rule.Finding) []analysis.SuggestedFix {
	if f.Fix.Level != rewrite.Safe || f.Fix.Change == nil {
		return nil
	}
	if len(f.Fix.Needs) > 0 {
		return nil // a driver makes fixes one by one
	}
	file := pass.Fset.File(f.Pos)
	src, err := pass.ReadFile(file.Name())
	if err != nil {
		return nil
	}
	edits, err := rewrite.Splice(src, f.Fix.Change)
	if err != nil {
		return nil
	}
	edits = slices.DeleteFunc(edits, func(e rewrite.Edit) bool { return aligns(src, e) })
	if !pass.ResultOf[index].(*driven).offer(file, f.Fix, edits) {
		return nil
	}
	fix := analysis.SuggestedFix{Message: "Replace by " + r.Fix}
	for _, e := range edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
			Pos: file.Pos(e.Start), End: file.Pos(e.End), NewText: []byte(e.New),
		})
	}
	return []analysis.SuggestedFix{fix}
}

// offer notes the edits of a fix, unless it cannot be made together with those noted before. Of fixes that exclude each other a driver gets the
// first: to go fix, one that it cannot make is a failure, and it changes nothing in the package, however often it is run.
func (p *driven) offer(file *token.File, fix rewrite.Fix, edits []rewrite.Edit) bool {
	shared := func(e rewrite.Edit) bool {
		return slices.ContainsFunc(fix.Shares, func(at rewrite.Place) bool { return at.Start <= e.Start && e.End <= at.End })
	}
	excludes := func(other []rewrite.Edit) bool {
		_, clash := rewrite.Merge([][]rewrite.Edit{other, edits}, shared)
		return clash[1] >= 0
	}
	if slices.ContainsFunc(p.offered[file], excludes) {
		return false
	}
	p.offered[file] = append(p.offered[file], edits)
	return true
}

// aligns reports whether an edit only makes space inside a line wider or narrower, as gofmt does to line up comments. Fixes of neighbouring lines
// disagree on such space, a driver takes that for a conflict, and go fix then changes nothing in the package. Drivers format what they change.
func aligns(src []byte, e rewrite.Edit) bool {
	const space = " \t"
	return e.Start < e.End && len(bytes.Trim(src[e.Start:e.End], space)) == 0 && strings.Trim(e.New, space) == "" && !rule.AloneOnLine(src, e.Start)
}

func timersOf(m *analysis.Module) rule.Timers {
	if m == nil {
		return rule.Importer
	}
	if version.Compare(version.Lang("go"+strings.TrimPrefix(m.GoVersion, "go")), "go1.23") >= 0 {
		return rule.Sync
	}
	return rule.Importer
}
