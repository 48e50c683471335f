package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/version"
	"reflect"
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
			pkg := pass.ResultOf[index].(*Package)
			pkg.mu.Lock() // drivers run the analyzers of a package at the same time
			defer pkg.mu.Unlock()
			r.Run(&Pass{
				Package: pkg,
				Rule:    r,
				Timers:  timersOf(pass.Module),
				Guessed: true,
				Report: func(f Finding) {
					if f.Class != Fine {
						pass.Report(analysis.Diagnostic{
							Pos: f.Pos, End: f.End, Category: r.Name, Message: f.Message, SuggestedFixes: suggested(pass, r, f),
						})
					}
				},
			})
			return nil, nil
		},
	}
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
