package value

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/golden/snippet"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// TestRoleOf asks for the role of the last x of each function body.
func TestRoleOf(t *testing.T) {
	for _, c := range []struct {
		body string
		want Role
	}{
		{"var x int", Declared},
		{"var x, y = 1, 2; _ = y", Declared},
		{"x = nil", Set},
		{"x, ok := f()", Set},
		{"for x := range y {}", SetByRange},
		{"x++", Changed},
		{"x", Unused},
		{"_ = x", Discarded},
		{"if x == nil {}", Compared},
		{"if !x {}", Tested},
		{"switch { case x: }", Tested},
		{"_ = len(x)", Measured},
		{"<-(x)", Received},
		{"for range x {}", Ranged},
		{"x <- 1", SentOn},
		{"x()", Called},
		{"x.f = 1", Selected},
		{"y = *x", Dereferenced},
		{"y = x[1]", Indexed},
		{"y[x] = 1", Key},
		{"y = x[1:]", Sliced},
		{"switch x.(type) {}", Asserted},
		{"y = &x", AddressTaken},
		{"y = T{x}", Element},
		{"y = T{f: x}", Element},
		{"y = T{x: 1}", ElementKey},
		{"f(x)", Passed},
		{"return x", Returned},
		{"y = (x)", Stored},
		{"var y = x", Stored},
		{"y <- x", Sent},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\nfunc f() { "+c.body+" }", parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		var got Role
		for id := range inspector.New([]*ast.File{file}).Root().Preorder((*ast.Ident)(nil)) {
			if id.Node().(*ast.Ident).Name == "x" {
				got = RoleOf(id)
			}
		}
		if got != c.want {
			t.Errorf("%s: role %d, want %d", c.body, got, c.want)
		}
	}
}

// lastCall returns the last call in the function of s.
func lastCall(s flow.Site) (last inspector.Cursor) {
	for call := range code.EnclosingFunc(s.Cur).Preorder((*ast.CallExpr)(nil)) {
		last = call
	}
	return last
}

// A snippet is a function body to which a question is put about the variable that its first statement declares.
type question struct {
	body string
	want string
}

// ask type-checks a function with the body of each snippet and compares the answers. The function has the parameters
// d, done and ctx. Around it there are use, which is given anything, and what else the snippets name.
func ask(t *testing.T, questions []question, answer func(p *code.Package, s flow.Site, obj types.Object) string) {
	t.Helper()
	for _, c := range questions {
		p := snippet.Package(t, `package p

import (
	"context"
	"time"
)

func use(...any) {}

type keeper struct{ timer *time.Timer; channel <-chan time.Time; ctx context.Context }

var kept keeper

func f(d time.Duration, done chan bool, ctx context.Context) (result any) {
`+c.body+`
	return nil
}

func get() context.Context { return kept.ctx }

var shared <-chan time.Time

func borrow(c context.Context) { <-c.Done() }

func retain(c context.Context) { kept.ctx = c }

func same(c context.Context) context.Context { return c }

var unknown func(context.Context) context.Context

var _ time.Time
`)
		s, obj := first(p)
		if got := answer(p, s, obj); got != c.want {
			t.Errorf("%s\n\t%s, want %s", c.body, got, c.want)
		}
	}
}

// first returns the site of the first statement of f, and the first variable that is declared there.
func first(p *code.Package) (flow.Site, types.Object) {
	for decl := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
		fn := decl.Node().(*ast.FuncDecl)
		if fn.Name.Name != "f" {
			continue
		}
		stmt, _ := decl.FindNode(fn.Body.List[0])
		for id := range stmt.Preorder((*ast.Ident)(nil)) {
			if obj := p.Info.Defs[id.Node().(*ast.Ident)]; obj != nil {
				return flow.SiteAt(p, stmt), obj
			}
		}
	}
	return flow.Site{}, nil
}
