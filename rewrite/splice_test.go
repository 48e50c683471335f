package rewrite

import (
	"bytes"
	"errors"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/dave/dst"
)

// find returns the statement that starts with text, and is in a list or has a label.
func find(t *Tree, text string) dst.Stmt {
	var found dst.Stmt
	dst.Inspect(t.File, func(n dst.Node) bool {
		s, ok := n.(dst.Stmt)
		if !ok {
			return true
		}
		node := t.dec.Ast.Nodes[s]
		if _, block := s.(*dst.BlockStmt); !block && found == nil && node != nil {
			at := t.fset.PositionFor(node.Pos(), false).Offset
			if bytes.HasPrefix(t.orig.text[at:], []byte(text)) {
				found = s
			}
		}
		return true
	})
	return found
}

func insert(text, code string) func(*Tree) error {
	return func(t *Tree) error {
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return t.InsertBefore(find(t, text), stmts...)
	}
}

func replace(text, code string) func(*Tree) error {
	return func(t *Tree) error {
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return t.ReplaceStmt(find(t, text), stmts...)
	}
}

func wrap(text string) func(*Tree) error {
	return func(t *Tree) error {
		stmts, err := t.Stmts("if ok {\n}")
		if err != nil {
			return err
		}
		s := find(t, text)
		stmts[0].(*dst.IfStmt).Body.List = []dst.Stmt{s}
		return t.ReplaceStmt(s, stmts...)
	}
}

// expr replaces the operand of the first send or assignment.
func expr(code string) func(*Tree) error {
	return func(t *Tree) error {
		e, err := t.Expr(code)
		if err != nil {
			return err
		}
		find(t, "x").(*dst.AssignStmt).Rhs[0] = e
		return nil
	}
}

type splicing struct {
	name   string
	src    string
	change func(*Tree) error
	want   string
}

// body is a file with one function.
func body(lines string) string { return "package p\n\nfunc f() {\n" + lines + "}\n" }

func run(t *testing.T, cases []splicing) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			edits, err := Splice([]byte(c.src), c.change)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(Apply([]byte(c.src), edits)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\ngot  %q\nwant %q", got, c.want, got, c.want)
			}
		})
	}
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func TestSpliceBytes(t *testing.T) {
	run(t, []splicing{
		{"nothing", body("\ta()\n"), func(*Tree) error { return nil }, body("\ta()\n")},
		{"crlf", crlf(body("\ta()\n\tb()\n")), insert("b", "x()\ny()"), crlf(body("\ta()\n\tx()\n\ty()\n\tb()\n"))},
		{"bom", "\xEF\xBB\xBF" + body("\ta()\n"), insert("a", "x()"), "\xEF\xBB\xBF" + body("\tx()\n\ta()\n")},
		{"bom and crlf", "\xEF\xBB\xBF" + crlf(body("\ta()\n")), replace("a", "x()"), "\xEF\xBB\xBF" + crlf(body("\tx()\n"))},
		{"mixed line ends", "package p\r\n\nfunc f() {\n\ta()\r\n\tb()\n\tc()\r\n}\n", insert("b", "x()"),
			"package p\r\n\nfunc f() {\n\ta()\r\n\tx()\r\n\tb()\n\tc()\r\n}\n"},
		{"mixed line ends, line feed", "package p\r\n\nfunc f() {\n\ta()\r\n\tb()\n\tc()\r\n}\n", insert("c", "x()"),
			"package p\r\n\nfunc f() {\n\ta()\r\n\tb()\n\tx()\n\tc()\r\n}\n"},
		{"no final newline", "package p\n\nfunc f() {\n\ta()\n}", insert("a", "x()"), "package p\n\nfunc f() {\n\tx()\n\ta()\n}"},
		{"spaces", "package p\nfunc  f( ) {\n    a( 1,2 )\n\n\n    if x{\n      b( )\n    }\n}", insert("b", "x()"),
			"package p\nfunc  f( ) {\n    a( 1,2 )\n\n\n    if x{\n      x()\n      b( )\n    }\n}"},
		{"deeper than any line", "package p\nfunc  f( ) {\n    a( 1,2 )\n}", insert("a", "if x {\nb()\n}"),
			"package p\nfunc  f( ) {\n    if x {\n        b()\n    }\n    a( 1,2 )\n}"},
		{"blank lines", body("\n\ta()\n\n\n\n\tb()\n"), insert("b", "x()"), body("\n\ta()\n\n\n\n\tx()\n\tb()\n")},
		{"space behind lines", body("\ta()  \n\tb()\t\n"), insert("b", "x()"), body("\ta()  \n\tx()\n\tb()\t\n")},
		{"line directive", body("\ta()\n//line x.y:7\n\tb()\n"), insert("b", "x()"), body("\ta()\n\tx()\n//line x.y:7\n\tb()\n")},
		{"line directive elsewhere", body("\ta()\n//line x.y:7\n\tb()\n\tc()\n"), insert("a", "x()"), body("\tx()\n\ta()\n//line x.y:7\n\tb()\n\tc()\n")},
		{"cgo", "package p\n\n/*\n#include <x.h>\n   int  f( );\n*/\nimport \"C\"\n\nfunc f() {\n\ta()\n}\n", insert("a", "x()"),
			"package p\n\n/*\n#include <x.h>\n   int  f( );\n*/\nimport \"C\"\n\nfunc f() {\n\tx()\n\ta()\n}\n"},
		{"raw string", "package p\n\nfunc f() {\n\ta(`x\r\n  y\rz`)\r\n\tb()\n}\n", insert("b", "x()"),
			"package p\n\nfunc f() {\n\ta(`x\r\n  y\rz`)\r\n\tx()\r\n\tb()\n}\n"},
		{"raw string moves", "package p\r\n\r\nfunc f() {\r\n\ta(`x\r\n  y`)\r\n}\r\n", wrap("a"),
			"package p\r\n\r\nfunc f() {\r\n\tif ok {\r\n\t\ta(`x\r\n  y`)\r\n\t}\r\n}\r\n"},
		{"build tags", "//go:build linux\n// +build linux\n\n// Package p.\npackage p\n\nfunc f() {\n\ta()\n}\n", insert("a", "x()"),
			"//go:build linux\n// +build linux\n\n// Package p.\npackage p\n\nfunc f() {\n\tx()\n\ta()\n}\n"},
		{"struct tags", "package p\n\ntype T struct {\n  A int `json:\"a\"` // a\n  BB string `json:\"b\"`\n}\nfunc f() {\n\ta()\n}\n", insert("a", "x()"),
			"package p\n\ntype T struct {\n  A int `json:\"a\"` // a\n  BB string `json:\"b\"`\n}\nfunc f() {\n\tx()\n\ta()\n}\n"},
		{"literals", body("\ta(0XFF, 1E3, 00i)\n\tb()\n"), insert("b", "x()"), body("\ta(0XFF, 1E3, 00i)\n\tx()\n\tb()\n")},
		{"imports", "package p\n\nimport (\n\t\"z\"\n\t\"a\" // a\n)\n\nfunc f() {\n\ta()\n}\n", insert("a", "x()"),
			"package p\n\nimport (\n\t\"z\"\n\t\"a\" // a\n)\n\nfunc f() {\n\tx()\n\ta()\n}\n"},
		{"doc comment", "package p\n\n//go:noinline\n// f is\n// - one\nfunc f() (int) {\n\ta()\n}\n", insert("a", "x()"),
			"package p\n\n//go:noinline\n// f is\n// - one\nfunc f() (int) {\n\tx()\n\ta()\n}\n"},
	})
}

func TestSpliceStatements(t *testing.T) {
	run(t, []splicing{
		{"one-line function", "package p\n\nfunc f() { a() }\n", insert("a", "x()"), body("\tx()\n\ta()\n")},
		{"one-line blocks", body("\tfor { select {} }\n"), insert("select", "x()"), body("\tfor {\n\t\tx()\n\t\tselect {}\n\t}\n")},
		{"one-line block, other", body("\tfor { select {} }\n\ta()\n"), insert("a", "x()"), body("\tfor { select {} }\n\tx()\n\ta()\n")},
		{"semicolons", body("\ta(); b(); c()\n\td();\n\te();\n"), insert("e", "x()"), body("\ta(); b(); c()\n\td();\n\tx()\n\te();\n")},
		{"between semicolons", body("\ta(); b(); c()\n"), insert("b", "x()"), body("\ta()\n\tx()\n\tb()\n\tc()\n")},
		{"delete from semicolons", body("\ta(); b(); c()\n"), replace("b", ""), body("\ta()\n\tc()\n")},
		{"labelled loop", body("\ta()\n\n\t// why\nL:\n\tfor {\n\t\tbreak L\n\t}\n"), insert("for", "x()"),
			body("\ta()\n\n\tx()\n\t// why\nL:\n\tfor {\n\t\tbreak L\n\t}\n")},
		{"case", body("\tswitch {\n\tcase a:\n\t\t// why\n\t\tb()\n\tdefault:\n\t}\n"), insert("b", "x()"),
			body("\tswitch {\n\tcase a:\n\t\tx()\n\t\t// why\n\t\tb()\n\tdefault:\n\t}\n")},
		{"select case", body("\tselect {\n\tcase <-a: // a\n\t\tb()\n\t}\n"), insert("b", "x()"), body("\tselect {\n\tcase <-a: // a\n\t\tx()\n\t\tb()\n\t}\n")},
		{"nolint above", body("\ta()\n\n\t//nolint:foo\n\tb()\n"), insert("b", "x()"), body("\ta()\n\n\tx()\n\t//nolint:foo\n\tb()\n")},
		{"nolint behind", body("\ta()\n\tb() //nolint:foo\n"), insert("b", "x()"), body("\ta()\n\tx()\n\tb() //nolint:foo\n")},
		{"two comments", body("\ta()\n\n\t// section\n\n\t// why\n\tb()\n"), insert("b", "x()"), body("\ta()\n\n\t// section\n\n\tx()\n\t// why\n\tb()\n")},
		{"comment behind brace", "package p\n\nfunc f() { // f\n\ta()\n}\n", insert("a", "x()"), "package p\n\nfunc f() { // f\n\tx()\n\ta()\n}\n"},
		{"comment behind", body("\ta() // a\n\t// end\n"), insert("a", "x()"), body("\tx()\n\ta() // a\n\t// end\n")},
		{"delete", body("\ta()\n\n\t// why\n\tb() // b\n\tc()\n"), replace("b", ""), body("\ta()\n\n\tc()\n")},
		{"delete keeps comments of others", body("\ta()\n\n\t// section\n\n\t// why\n\tb() // b\n\t// end\n"), replace("b", ""), body("\ta()\n\n\t// section\n\n\t// end\n")},
		{"delete above a comment", body("\ta()\n\t// of nobody\n\n\tb()\n"), replace("a", ""), body("\t// of nobody\n\n\tb()\n")},
		{"delete the only one", body("\tif x {\n\t\t// section\n\n\t\tb()\n\t}\n"), replace("b", ""), body("\tif x {\n\t\t// section\n\t}\n")},
		{"replace", body("\t// why\n\ta( 1 ) // a\n\tb( 2)\n"), replace("a", "x()\ny()"), body("\t// why\n\tx()\n\ty() // a\n\tb( 2)\n")},
		{"replace labelled", body("L:\n\tfor {\n\t}\n"), replace("for", "for x {\n}"), body("L:\n\tfor x {\n\t}\n")},
		{"wrap", body("\ta()\n\n\t// why\n\tb(1,\n\t\t2) // b\n\tc()\n"), wrap("b"), body("\ta()\n\n\tif ok {\n\t\t// why\n\t\tb(1,\n\t\t\t2) // b\n\t}\n\tc()\n")},
		{"wrap odd lines", body("\ta()\n   b( 1,\n     2)\n\tc()\n"), wrap("b"), body("\ta()\n\tif ok {\n   b( 1,\n     2)\n\t}\n\tc()\n")},
		{"expression", body("\tx  =  1+2 // one\n\ty  =  2\n"), expr("f(3)"), body("\tx  =  f(3) // one\n\ty  =  2\n")},
		{"parentheses", body("\tif (a) {\n\t\tb()\n\t}\n\tfor (c) {\n\t}\n"), insert("b", "x()"), body("\tif (a) {\n\t\tx()\n\t\tb()\n\t}\n\tfor (c) {\n\t}\n")},
		{"parentheses change", body("\ta( )\n\tif (a) {\n\t}\n"), func(t *Tree) error {
			s := find(t, "if").(*dst.IfStmt)
			s.Cond = &dst.UnaryExpr{Op: token.NOT, X: dst.NewIdent("a")}
			return nil
		}, body("\ta( )\n\tif !a {\n\t}\n")},
		{"same blocks", body("\tfor {\n\t\tb( )\n\t}\n"), insert("for", "for {\n\ta()\n}"), body("\tfor {\n\t\ta()\n\t}\n\tfor {\n\t\tb( )\n\t}\n")},
		{"comments are aligned", body("\ta()   // a\n\tbcd() // b\n"), replace("bcd", "x()"), body("\ta() // a\n\tx() // b\n")},
	})
}

// hoist is a change as rules make them.
func hoist(t *Tree) error {
	var recv *dst.UnaryExpr
	dst.Inspect(t.File, func(n dst.Node) bool {
		if u, ok := n.(*dst.UnaryExpr); ok && recv == nil {
			if c, ok := u.X.(*dst.CallExpr); ok {
				recv = u
				c.Args = nil
			}
		}
		return true
	})
	recv.X = &dst.SelectorExpr{X: dst.NewIdent("timer"), Sel: dst.NewIdent("C")}
	for _, change := range []func(*Tree) error{
		insert("for", "timer := time.NewTimer(d)\ndefer timer.Stop()"),
		insert("select", "timer.Reset(d)"),
	} {
		if err := change(t); err != nil {
			return err
		}
	}
	return nil
}

func TestSpliceRule(t *testing.T) {
	const from = `package p

func f()  {
	setup( )

	// Poll until told otherwise.
	//nolint:gocritic // the label helps
poll:
	for  {
		// Wait.
		select {
		case  <-done :
			break  poll
		case <-time.After( d ): // tick
			work(  )
		}
	}
}
`
	const to = `package p

func f()  {
	setup( )

	timer := time.NewTimer(d)
	defer timer.Stop()
	// Poll until told otherwise.
	//nolint:gocritic // the label helps
poll:
	for  {
		timer.Reset(d)
		// Wait.
		select {
		case  <-done :
			break  poll
		case <-timer.C: // tick
			work(  )
		}
	}
}
`
	run(t, []splicing{{"lf", from, hoist, to}, {"crlf", crlf(from), hoist, crlf(to)}})
}

// TestSpliceWholeLines looks at the edits themselves.
func TestSpliceWholeLines(t *testing.T) {
	src := crlf("package p\n\nfunc f() {\n\tfor {\n\t\tb()\n\t}\n}\n")
	edits, err := Splice([]byte(src), insert("for", "for {\n\ta()\n}"))
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(src, "\tfor")
	want := []Edit{{at, at, crlf("\tfor {\n\t\ta()\n\t}\n")}}
	if !reflect.DeepEqual(edits, want) {
		t.Errorf("got %#v, want %#v", edits, want)
	}
}

func TestSpliceErrors(t *testing.T) {
	mine := errors.New("mine")
	src := body("\ta()\n\tif b := c(); b {\n\t}\nL:\n\tfor {\n\t}\n")
	for name, c := range map[string]struct {
		src    string
		change func(*Tree) error
		want   string
	}{
		"its own":           {src, func(*Tree) error { return mine }, "mine"},
		"syntax":            {"package", nil, "parse file: "},
		"no package clause": {"// x", nil, "parse file: "},
		"node twice": {src, func(t *Tree) error {
			s := find(t, "a")
			return t.InsertBefore(s, s)
		}, "print changed file: print tree: duplicate node"},
		"panic":           {src, func(*Tree) error { panic("oh") }, "change tree: oh"},
		"no list":         {src, insert("b :=", "x()"), "insert statement: not in a list of statements but in *dst.IfStmt"},
		"not in tree":     {src, func(t *Tree) error { return t.InsertBefore(&dst.EmptyStmt{}) }, "insert statement: the tree does not have it"},
		"label takes one": {src, replace("for", "x()\ny()"), "replace statement: a label takes one statement"},
		"bad statement":   {src, insert("a", "x("), "parse statements \"x(\": "},
		"end of function": {src, insert("a", "}\nfunc g() {"), "parse statements "},
		"bad expression":  {src, expr("1; 2"), "parse expression \"1; 2\": not one expression"},
		"no syntax": {src, func(t *Tree) error {
			find(t, "a").(*dst.ExprStmt).X.(*dst.CallExpr).Fun = dst.NewIdent("1 +")
			return nil
		}, "splice file: "},
	} {
		t.Run(name, func(t *testing.T) {
			edits, err := Splice([]byte(c.src), c.change)
			if err == nil || !strings.HasPrefix(err.Error(), c.want) || edits != nil {
				t.Errorf("got %v and %#v, want %s", err, edits, c.want)
			}
			if name == "its own" && err != mine {
				t.Errorf("got %#v, want the error of the change as it is", err)
			}
		})
	}
}

func TestApplyChecks(t *testing.T) {
	for _, edits := range [][]Edit{{{-1, 0, ""}}, {{2, 1, ""}}, {{0, 9, ""}}, {{0, 2, ""}, {1, 3, ""}}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", edits)
				}
			}()
			Apply([]byte("abc"), edits)
		}()
	}
}

// BenchmarkSplice inserts a statement into a file of ordinary size.
func BenchmarkSplice(b *testing.B) {
	src := []byte(body(strings.Repeat("\tif x > 3 {\n\t\treturn fmt.Errorf(\"handle %d\", x) // x\n\t}\n", 100) + "\ta()\n"))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Splice(src, insert("a()", "x()")); err != nil {
			b.Fatal(err)
		}
	}
}
