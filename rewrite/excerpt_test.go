package rewrite

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dave/dst"
	"github.com/google/go-cmp/cmp"
)

// outlined returns src as a plan has it, and the statements of each function.
func outlined(t testing.TB, src []byte) (*original, [][]Place) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	o := newOriginal(src)
	o.outline(fset, file)
	var all [][]Place
	for _, d := range file.Decls {
		var stmts []Place
		ast.Inspect(d, func(n ast.Node) bool {
			if b, ok := n.(*ast.BlockStmt); ok {
				for _, s := range b.List {
					if _, ok := s.(*ast.LabeledStmt); !ok {
						stmts = append(stmts, PlaceOf(fset, s))
					}
				}
			}
			return true
		})
		if len(stmts) > 0 {
			all = append(all, stmts)
		}
	}
	return o, all
}

// An asking is a change that finds its statements by place, as fixes do.
type asking struct {
	at      []Place
	apply   func(*Tree, dst.Stmt) error
	excerpt bool // the last tree was one of an excerpt
}

func (a *asking) change(t *Tree) error {
	a.excerpt = len(t.orig.cuts) > 0
	for _, p := range a.at {
		n, ok := t.Node(p)
		if !ok {
			return fmt.Errorf("nothing at %v", p)
		}
		s, ok := n.(dst.Stmt)
		if !ok {
			return errNoTarget
		}
		if err := a.apply(t, s); err != nil {
			return err
		}
	}
	return nil
}

// whole returns what the whole file makes of the change, as text.
func (a *asking) whole(o *original) string {
	edits, err := o.splice(a.change)
	return fmt.Sprintf("%+v %v", edits, err)
}

func (a *asking) excerpted(o *original) string {
	edits, err := o.spliceExcerpt(span{a.at[0].Start, a.at[0].End}, a.change)
	return fmt.Sprintf("%+v %v", edits, err)
}

// TestExcerptStandardLibrary mutates statements of the standard library, as it is and with other line ends, in excerpts and in whole files.
func TestExcerptStandardLibrary(t *testing.T) {
	files := standardFiles(t)
	if os.Getenv("UNLEAK_ALL") == "" {
		files = sample(files, 60)
	}
	tried, excerpts := 0, 0
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(src) > 200<<10 {
			continue
		}
		r := rand.New(rand.NewPCG(1, uint64(len(src))))
		if r.IntN(2) == 0 {
			src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
		}
		if r.IntN(2) == 0 {
			src = slices.Concat(byteOrderMark, src)
		}
		o, funcs := outlined(t, src)
		for i, stmts := range funcs {
			a := &asking{at: []Place{stmts[r.IntN(len(stmts))]}, apply: mutations[r.IntN(len(mutations))].apply}
			if r.IntN(4) == 0 {
				others := funcs[min(len(funcs)-1, i+r.IntN(3))]
				a.at = append(a.at, others[r.IntN(len(others))])
			}
			got := a.excerpted(o)
			tried++
			if a.excerpt {
				excerpts++
			}
			if diff := cmp.Diff(a.whole(o), got); diff != "" {
				t.Errorf("%s: %v (-file +excerpt):\n%s", name, a.at, diff)
			}
		}
	}
	t.Logf("%d changes, %d in excerpts", tried, excerpts)
	if excerpts < tried/3 {
		t.Errorf("%d of %d changes in excerpts", excerpts, tried)
	}
}

const between = "package p\n\n// f is one.\nfunc f() {\n\ta()\n\tb()\n}\n\n// g is another.\nfunc g() int {\n\tc() // c\n\n\treturn 1\n}\n\nfunc h() {\n\td()\n\te()\n}\n"

// TestExcerpt makes a change of one function in an excerpt wherever that cannot be told from the file, and in the file where it can.
func TestExcerpt(t *testing.T) {
	cases := []struct {
		name, src string
		at        []int // functions
		want      bool
	}{
		{"one function", between, []int{0}, true},
		{"last function", between, []int{2}, true},
		{"line ends", crlf(between), []int{1}, true},
		{"byte order mark", "\xEF\xBB\xBF" + crlf(between), []int{0}, true},
		{"neighbours", between, []int{0, 1}, true},
		{"order", between, []int{2, 1}, true},
		{"first and last function", between, []int{0, 2}, false},
		{"no other function", "package p\n\nfunc f() {\n\ta()\n}\n", []int{0}, false},
		{"not gofmt's", strings.ReplaceAll(between, "a()", "a( )"), []int{2}, false},
		{"stray carriage return", strings.ReplaceAll(between, "// c", "// c\rc"), []int{0}, false},
		{"line directive", strings.ReplaceAll(between, "\tb()\n", "\tb()\n//line x.go:7\n\tb()\n"), []int{1}, false},
		{"comment behind a brace", "package p\n\nfunc f() { // f\n\ta()\n}\n\nfunc h() {\n\td()\n}\n", []int{1}, false},
		{"comment behind a function", "package p\n\nfunc f() {\n\ta() // a\n} // f\n\nfunc h() {\n\td()\n}\n", []int{1}, false},
		{"no blank line between", "package p\n\nfunc f() {\n\ta()\n}\nfunc h() {\n\td()\n}\n", []int{1}, false},
		{"functions on one line", "package p\n\nfunc f()       { a() }\nfunc gg()      { b() }\nfunc h() error { return c() }\n", []int{1}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o, funcs := outlined(t, []byte(c.src))
			for _, m := range mutations {
				a := &asking{apply: m.apply}
				for _, i := range c.at {
					a.at = append(a.at, funcs[i][0])
				}
				got := a.excerpted(o)
				if a.excerpt != c.want {
					t.Errorf("%s: in an excerpt: %v, want %v", m.name, a.excerpt, c.want)
				}
				if diff := cmp.Diff(a.whole(o), got); diff != "" {
					t.Errorf("%s (-file +excerpt):\n%s", m.name, diff)
				}
			}
		})
	}
}

// A change that looks at more than it asks for, fails, or changes nothing, gets what the file gives.
func TestExcerptOddChanges(t *testing.T) {
	o, funcs := outlined(t, []byte(between))
	changes := map[string]func(*Tree) error{
		"asks for nothing": func(t *Tree) error { return insertMark(t, find(t, "b()")) },
		"asks for the file": func(t *Tree) error {
			_, ok := t.Node(Place{Start: 0, End: len(between), Kind: funcs[0][0].Kind})
			return fmt.Errorf("%v", ok)
		},
		"goes on without": func(t *Tree) error {
			for _, f := range funcs {
				if n, ok := t.Node(f[0]); ok {
					return insertMark(t, n.(dst.Stmt))
				}
			}
			return nil
		},
		"changes nothing": func(t *Tree) error { t.Node(funcs[0][0]); return nil },
		"fails":           func(t *Tree) error { t.Node(funcs[0][0]); return errNoTarget },
		"panics":          func(t *Tree) error { t.Node(funcs[0][0]); panic("oh") },
		"changes a declaration": func(t *Tree) error {
			if _, ok := t.Node(funcs[0][0]); ok {
				t.File.Decls = t.File.Decls[:2]
			}
			return nil
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			edits, err := o.splice(change)
			got, gotErr := o.spliceExcerpt(o.line(1), change)
			if diff := cmp.Diff(fmt.Sprint(edits, err), fmt.Sprint(got, gotErr)); diff != "" {
				t.Errorf("-file +excerpt:\n%s", diff)
			}
		})
	}
}

// BenchmarkPlan makes twenty fixes in a file of a thousand functions.
func BenchmarkPlan(b *testing.B) {
	var text strings.Builder
	text.WriteString("package p\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "\n// f%d is one of many.\nfunc f%[1]d(x int) error {\n", i)
		text.WriteString(strings.Repeat("\tif x > 3 {\n\t\treturn fmt.Errorf(\"handle %d\", x) // x\n\t}\n", 8) + "\treturn nil\n}\n")
	}
	src := []byte(text.String())
	_, funcs := outlined(b, src)
	var list []Candidate
	for i := 0; i < len(funcs); i += len(funcs) / 20 {
		a := &asking{at: funcs[i][:1], apply: insertMark}
		list = append(list, Candidate{File: "p.go", Sum: sha256.Sum256(src), Fix: Fix{Level: Safe, At: a.at[0], Change: a.change}})
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		p := Plan(list, Options{Read: func(string) ([]byte, error) { return src, nil }})
		for _, s := range p.Steps {
			if s.Status != Made {
				b.Fatalf("%s: %s", s.Status, s.Why)
			}
		}
	}
}
