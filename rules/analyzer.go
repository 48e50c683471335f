package rules

import (
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
)

// index builds the Package once for all rules of a package.
var index = &analysis.Analyzer{
	Name:       "unleakindex",
	Doc:        "index the mentions of timer and context functions for unleak's rules",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		p := NewPackage(pass.Fset, pass.Pkg, pass.TypesInfo, in)
		p.Elsewhere = sync.OnceValue(func() map[string]bool { return declaredElsewhere(pass) })
		return p, nil
	},
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
				names[declName(fn)] = true
			}
		}
	}
	return names
}

// newAnalyzer derives an analyzer that reports the findings of r that are not harmless.
// A driver tells the module's go line and nothing else, so a module below Go 1.23 counts as a
// library whose users decide.
func newAnalyzer(r *Rule) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     r.Name,
		Doc:      r.Finds + "\n\n" + r.Doc,
		Requires: []*analysis.Analyzer{index},
		Run: func(pass *analysis.Pass) (any, error) {
			r.drive(pass)
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
		for _, r := range All() {
			r.drive(&named)
		}
		return nil, nil
	},
}

// drive runs r for a driver, which gets to know of what is neither harmless, nor accepted by a comment, nor in a generated file.
func (r *Rule) drive(pass *analysis.Pass) {
	pkg := pass.ResultOf[index].(*Package)
	pkg.mu.Lock() // drivers run the analyzers of a package at the same time
	defer pkg.mu.Unlock()
	r.Run(&Pass{
		Package: pkg,
		Rule:    r,
		Timers:  timersOf(pass.Module),
		Guessed: true,
		Report: func(f Finding) {
			if f.Class == Fine || accepted(pass, r, f) {
				return
			}
			pass.Report(analysis.Diagnostic{
				Pos: f.Pos, End: f.End, Category: r.Name, Message: f.Message, SuggestedFixes: suggested(pass, r, f),
			})
		},
	})
}

// accepted reports whether a comment accepts f, or it is in generated code, which is for its generator to change.
func accepted(pass *analysis.Pass, r *Rule, f Finding) bool {
	i := slices.IndexFunc(pass.Files, func(file *ast.File) bool { return file.FileStart <= f.Pos && f.Pos < file.FileEnd })
	if i < 0 {
		return false
	}
	if ast.IsGenerated(pass.Files[i]) {
		return true
	}
	src, err := pass.ReadFile(pass.Fset.File(f.Pos).Name())
	if err != nil {
		return false
	}
	ds, _ := Directives(pass.Fset, pass.Files[i], src)
	line := pass.Fset.PositionFor(f.Pos, false).Line
	return slices.ContainsFunc(ds, func(d *Directive) bool { return d.Accepts(r.Name, line) })
}

// suggested returns the fix of f, if it is safe, as edits of the bytes that the driver compiled. A fix that cannot be made
// is left out: the finding stands without it.
func suggested(pass *analysis.Pass, r *Rule, f Finding) []analysis.SuggestedFix {
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
	fix := analysis.SuggestedFix{Message: "Replace by " + r.Fix}
	for _, e := range edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
			Pos: file.Pos(e.Start), End: file.Pos(e.End), NewText: []byte(e.New),
		})
	}
	return []analysis.SuggestedFix{fix}
}

func timersOf(m *analysis.Module) Timers {
	if m == nil {
		return Importer
	}
	if version.Compare(version.Lang("go"+strings.TrimPrefix(m.GoVersion, "go")), "go1.23") >= 0 {
		return Sync
	}
	return Importer
}
