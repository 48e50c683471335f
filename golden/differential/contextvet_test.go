package differential

import (
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
)

// vet returns the lines of a program at which go vet finds lost cancel functions.
func vet(src string) (lines []string, err error) {
	c, err := contextChecker()
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, Implicits: map[ast.Node]types.Object{},
	}
	file, pkg, err := c.typed(src, info)
	if err != nil {
		return nil, err
	}
	pass := &analysis.Pass{
		Fset: c.fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info, ResultOf: map[*analysis.Analyzer]any{},
		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact: func(types.Object, analysis.Fact) {},
		Report: func(d analysis.Diagnostic) {
			if !strings.HasPrefix(d.Message, "this return") { // it belongs to another one
				lines = append(lines, strings.Split(src, "\n")[c.fset.Position(d.Pos).Line-1])
			}
		},
	}
	for _, a := range []*analysis.Analyzer{inspect.Analyzer, ctrlflow.Analyzer, lostcancel.Analyzer} {
		pass.Analyzer = a
		if pass.ResultOf[a], err = a.Run(pass); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// vetted counts what go vet finds in the programs and in sources made of them. That may never be more. Where nothing was refused, it may only
// be children of the root context, which are no leak.
func (b *Batch) vetted(t *testing.T, sources []string, whole []bool) (before, after int) {
	t.Helper()
	for i, src := range sources {
		was, err := vet(b.Programs[i].Source)
		if err != nil {
			t.Fatal(err)
		}
		before += len(was)
		if src == b.Programs[i].Source {
			after += len(was)
			continue
		}
		is, err := vet(src)
		if err != nil {
			t.Fatal(err)
		}
		after += len(is)
		if len(is) > len(was) {
			t.Errorf("go vet finds %d lost cancel functions instead of %d in\n%s", len(is), len(was), src)
		}
		for _, line := range is {
			if whole[i] && !strings.Contains(line, "(context.Background()") && !strings.Contains(line, "(stdctx.Background()") {
				t.Errorf("nothing was refused, but go vet still finds\n%s\nin\n%s", line, src)
			}
		}
	}
	return before, after
}

// TestContextVet has go vet look at what the engine makes, reviewed fixes included.
func TestContextVet(t *testing.T) {
	t.Parallel()
	var b Batch
	for i := range sample(50, 150) {
		b.Programs = append(b.Programs, GenerateContexts(*seed+3, i))
	}
	for _, f := range contextForms {
		r, err := Rewrite(t.Context(), b.Programs, f)
		if err != nil {
			t.Fatal(err)
		}
		before, after := b.vetted(t, r.Sources, r.Whole)
		t.Logf("form %s: %d fixes, and go vet finds %d lost cancel functions instead of %d", f.Name, r.Fixes, after, before)
		if r.Fixes > 0 && after == before {
			t.Errorf("form %s: go vet finds all that it found before", f.Name)
		}
	}
	// By hand, all of them can be made to go away.
	var made []string
	for _, p := range b.Programs {
		src := naive(nil)(p.Source)
		if compile(p.Name, src) != nil {
			src = p.Source
		}
		made = append(made, src)
	}
	before, after := b.vetted(t, made, make([]bool, len(made)))
	if before < len(made) || after*2 > before {
		t.Errorf("go vet finds %d lost cancel functions in %d programs, and %d where all are deferred", before, len(made), after)
	}
}
