package rewrite

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/dave/dst"
)

func behind(text, code string) func(*Tree) error {
	return func(t *Tree) error {
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return t.InsertAfter(find(t, text), stmts...)
	}
}

func TestInsertAfter(t *testing.T) {
	run(t, []splicing{
		{"comment behind", body("\ta( ) // a\n\n\t// b\n\tb()\n"), behind("a", "x()"), body("\ta( ) // a\n\tx()\n\n\t// b\n\tb()\n")},
		{"comment below", body("\ta() // a\n\n\t// end\n"), behind("a", "x()"), body("\ta() // a\n\tx()\n\n\t// end\n")},
		{"comment below only", body("\ta()\n\t// end\n"), behind("a", "x()"), body("\ta()\n\tx()\n\t// end\n")},
		{"case", body("\tswitch {\n\tcase a:\n\t\tb()\n\tdefault:\n\t}\n"), behind("b", "x()"), body("\tswitch {\n\tcase a:\n\t\tb()\n\t\tx()\n\tdefault:\n\t}\n")},
		{"label", body("L:\n\tfor {\n\t}\n"), behind("for", "x()"), body("L:\n\tfor {\n\t}\n\tx()\n")},
	})
}

// TestParent asks for parents before and after a change.
func TestParent(t *testing.T) {
	_, err := Splice([]byte(body("\tif x {\n\t\ta()\n\t}\n")), func(tree *Tree) error {
		a, outer := find(tree, "a"), find(tree, "if").(*dst.IfStmt)
		if tree.Parent(a) != outer.Body || tree.Parent(tree.File) != nil {
			t.Errorf("got %T above the statement, %T above the file", tree.Parent(a), tree.Parent(tree.File))
		}
		inner := &dst.BlockStmt{List: []dst.Stmt{a}}
		outer.Body = inner
		if tree.Parent(a) != inner || tree.Parent(inner) != outer {
			t.Errorf("got %T and %T", tree.Parent(a), tree.Parent(inner))
		}
		inner.List = nil
		if p := tree.Parent(a); p != nil {
			t.Errorf("got %T for what is not in the tree", p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNode finds every node of a file again that was parsed as read.
func TestNode(t *testing.T) {
	src := "\xEF\xBB\xBFpackage p\r\n\r\nfunc f() {\n\ta(`x\r\ny`)\r\n//line x:1\nL:\r\n\tfor i := range g[int]() {\r\n\t\tb(i)\n\t}\n}\r\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Splice([]byte(src), func(tree *Tree) error {
		n := 0
		ast.Inspect(file, func(node ast.Node) bool {
			switch node.(type) {
			case nil, *ast.CommentGroup, *ast.Comment:
				return true
			}
			got, ok := tree.Node(PlaceOf(fset, node))
			n++
			if want := strings.Replace(fmt.Sprintf("%T", node), "ast.", "dst.", 1); !ok || fmt.Sprintf("%T", got) != want {
				t.Errorf("got %T, want %s", got, want)
			}
			return true
		})
		if _, ok := tree.Node(Place{0, 1, reflect.TypeFor[*ast.Ident]()}); ok || n < 20 {
			t.Errorf("found a node where none is, or only %d nodes", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCloneWithoutComments(t *testing.T) {
	src := body("\tx := /* a */ f( /* b */ 1, // c\n\t\t2) // d\n\ty()\n")
	edits, err := Splice([]byte(src), func(t *Tree) error {
		s := find(t, "x").(*dst.AssignStmt)
		return t.InsertBefore(find(t, "y"), CloneWithoutComments(s))
	})
	if err != nil {
		t.Fatal(err)
	}
	want := body("\tx := /* a */ f( /* b */ 1, // c\n\t\t2) // d\n\tx := f(1,\n\t\t2)\n\ty()\n")
	if got := string(Apply([]byte(src), edits)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
