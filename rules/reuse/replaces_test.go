package reuse

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"testing"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// TestReplaces asks of each function below whether a fix puts another timer into its variable.
func TestReplaces(t *testing.T) {
	const src = `package p

import "time"

func stale(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	<-events
	timer.Reset(d)
	<-timer.C
}

func hangs(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

func right(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	timer.Reset(d)
}

func handed(events chan int, d time.Duration) *time.Timer {
	timer := time.NewTimer(d)
	<-events
	timer.Reset(d)
	return timer
}

func stops(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	if !timer.Stop() {
		<-timer.C
	}
}
`
	for timers, want := range map[rule.Timers]map[string]bool{
		rule.Async:    {"stale": true, "hangs": true, "right": false, "handed": false, "stops": false},
		rule.Importer: {"stale": true, "hangs": true, "right": false, "handed": false, "stops": false},
		rule.Sync:     {"stale": false, "hangs": false, "right": false, "handed": false, "stops": false},
	} {
		got := map[string]bool{}
		p := passOver(t, src)
		p.Timers = timers
		for _, s := range flow.Sites(p.Package, "time.NewTimer") {
			timer := code.RefTo(value.BindingOf(p.Package, s.Cur, 0).Obj)
			yes := Replaces(p, s, timer)
			if again := Replaces(p, s, timer); again != yes {
				t.Errorf("%s: %t, then %t", code.FuncName(s.Cur), yes, again)
			}
			got[code.FuncName(s.Cur)] = yes
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", timers, got, want)
		}
	}
}

// passOver type-checks src, a file, for a pass over it.
func passOver(t *testing.T, src string) *rule.Pass {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &rule.Pass{Package: code.NewPackage(fset, pkg, info, inspector.New([]*ast.File{file}))}
}
