package rules

import (
	"go/version"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// index builds the Package once for all rules of a package.
var index = &analysis.Analyzer{
	Name:       "unleakindex",
	Doc:        "index the mentions of timer and context functions for unleak's rules",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		return NewPackage(pass.Fset, pass.Pkg, pass.TypesInfo, in), nil
	},
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
			r.Run(&Pass{
				Package: pass.ResultOf[index].(*Package),
				Rule:    r,
				Timers:  timersOf(pass.Module),
				Report: func(f Finding) {
					if f.Class != Fine {
						pass.Report(analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: r.Name, Message: f.Message})
					}
				},
			})
			return nil, nil
		},
	}
}

func timersOf(m *analysis.Module) Timers {
	if m == nil {
		return Importer
	}
	if version.Compare(version.Lang("go"+m.GoVersion), "go1.23") >= 0 {
		return Sync
	}
	return Importer
}
