package vet

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/rule"
)

// index builds the [code.Package] of a package once for all rules.
var index = &analysis.Analyzer{
	Name:       "unleakindex",
	Doc:        "index the mentions of timer and context functions for unleak's rules",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*driven](),
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		p := code.NewPackage(pass.Fset, pass.Pkg, pass.TypesInfo, in)
		p.Elsewhere = sync.OnceValue(func() map[string]bool { return declaredElsewhere(pass) })
		return &driven{
			Package: p,
			offered: map[*token.File][][]rewrite.Edit{},
			accepts: map[*ast.File][]*rule.Directive{},
		}, nil
	},
}

// A driven package is one that a driver has the rules look at, with what the analyzers of the rules share about it.
type driven struct {
	*code.Package
	mu      sync.Mutex                       // held by the rule at work: drivers run analyzers at the same time
	offered map[*token.File][][]rewrite.Edit // the edits of each fix that the driver got
	accepts map[*ast.File][]*rule.Directive  // what the comments of a file accept, for files that were asked about
}

// declaredElsewhere names the functions of the files that the driver left out since they are for other systems or
// tags.
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
