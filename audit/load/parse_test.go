package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompanions(t *testing.T) {
	dir := unpack(t, `
-- a/make.go --
package a

import "time"

var t = time.NewTicker(1)
-- a/stop.go --
package a

func stop() { t.Stop() }
-- a/other.go --
package a

func other() {}
-- a/x_test.go --
package a_test

func stop() { t.Stop() }
-- b/stop.go --
package b

func stop() { t.Stop() }
-- c/local.go --
package c

import "x/time2"

var t = time2.NewTicker(1)
-- d/quote.go --
package d

import `+"`time`"+`

var t = time.NewTicker(1)
`)
	for name, test := range map[string]struct {
		interests []Interest
		want      []string
	}{
		"timers":        {timerInterest, []string{"a/make.go", "a/stop.go", "d/quote.go"}},
		"none":          {nil, []string{"a/make.go", "a/other.go", "a/stop.go", "a/x_test.go", "b/stop.go", "c/local.go", "d/quote.go"}},
		"no words":      {[]Interest{{Imports: []string{"time"}}}, nil},
		"any import":    {[]Interest{{Words: []string{".Stop"}}}, []string{"a/stop.go", "a/x_test.go", "b/stop.go"}},
		"other's words": {[]Interest{{Words: []string{"other"}}, {Words: []string{"nothing"}, Companions: []string{".Stop"}}}, []string{"a/other.go"}},
	} {
		if diff := cmp.Diff(test.want, files(each(t, scan(t, Config{Dir: dir, Interests: test.interests})))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// uses returns what the calls in the packages resolve to, in the way of rules.
func uses(packages []*Package) []string {
	var list []string
	for _, p := range packages {
		for id, obj := range p.Info.Uses {
			if fn, ok := obj.(*types.Func); ok && fn.Pkg() != nil && fn.Pkg() != p.Types {
				list = append(list, p.Fset.Position(id.Pos()).String()+" "+fn.FullName())
			}
		}
	}
	slices.Sort(list)
	return list
}

func TestLenientCheck(t *testing.T) {
	dir := unpack(t, `
-- a.go --
package a

import (
	"context"
	"C"
	"unsafe"
	"gopkg.in/yaml.v3"
	old "golang.org/x/net/context"
	. "time"

	"nowhere/unknown"
)

type T struct { *Timer; unknown.U }

func f(ctx old.Context, x unknown.X) {
	defer undefined(x.Y())
	sub, cancel := context.WithTimeout(ctx, 3*Second)
	for range yaml.Node(C.int(3)) {
		t := T{NewTimer(Until(x.Deadline)), unsafe.Pointer(x)}
		<-t.C
		t.Stop()
	}
}
-- a_windows.go --
package a

func f(ctx context.Context) { log.Fatal(1); x := x }
func f() int { return "" }
`)
	packages := each(t, scan(t, Config{Dir: dir}))
	if len(packages) != 1 || packages[0].Module == nil {
		t.Fatalf("got packages %v", packages)
	}
	want := []string{
		"a.go:18:25 context.WithTimeout",
		"a.go:20:10 time.NewTimer",
		"a.go:20:19 time.Until",
		"a.go:22:5 (*time.Timer).Stop",
	}
	if diff := cmp.Diff(want, uses(packages)); diff != "" {
		t.Errorf("uses (-want +got):\n%s", diff)
	}
}

// The prefilter leaves out no file that a rule could match.
func TestPrefilterLosesNothing(t *testing.T) {
	dir := unpack(t, `
-- a/a.go --
package a
import "time"
func f() { time.NewTicker(1).Stop() }
-- a/b.go --
package a
import tm "time"
func g() { tm.NewTicker(2) }
-- a/c.go --
package a
func h(t interface{ Stop() }) { t.Stop() }
-- b/d.go --
package b
import "time"
func g() { time.Sleep(2) }
-- b/e.go --
package b
import . "time"
func h() { NewTicker(2) }
`)
	tickers := func(interests []Interest) (list []string) {
		for _, u := range uses(each(t, scan(t, Config{Dir: dir, Interests: interests}))) {
			if strings.HasSuffix(u, "time.NewTicker") {
				list = append(list, u)
			}
		}
		return list
	}
	all := tickers(nil)
	if len(all) != 3 {
		t.Errorf("without the prefilter: %v", all)
	}
	if diff := cmp.Diff(all, tickers(timerInterest)); diff != "" {
		t.Errorf("the prefilter lost (-without +with):\n%s", diff)
	}
}

// A broken file is a problem of its own, in lines of the file whatever //line says; the rest of its
// package is done.
func TestBrokenFiles(t *testing.T) {
	dir := unpack(t, `
-- .git/HEAD --
-- good.go --
package a
-- bad.go --
package a

//line other.y:100
func f( {}
func g( {}
-- empty.go --
-- clause.go --
// only a comment
-- word.go --
func f() {}
-- nul.go --
package a // `+"\x00"+`
`)
	write(t, dir+"/bom.go", "\xEF\xBB\xBFpackage a\r\n\r\nvar x = 1\r\n// no end")
	write(t, dir+"/utf8.go", "package a\n\nvar x = \"\xff\"")
	tree := scan(t, Config{Dir: dir})
	if diff := cmp.Diff([]string{"bom.go", "good.go"}, files(each(t, tree))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	const out = "; the file is left out"
	want := []Problem{
		{"bad.go", 4, "parse file: expected ')', found '{'" + out},
		{"clause.go", 2, "parse file: expected 'package', found 'EOF'" + out},
		{"empty.go", 1, "parse file: expected 'package', found 'EOF'" + out},
		{"nul.go", 1, "parse file: illegal character NUL" + out},
		{"utf8.go", 3, "parse file: illegal UTF-8 encoding" + out},
		{"word.go", 1, "parse file: expected 'package', found 'func'" + out},
	}
	if diff := cmp.Diff(want, tree.Errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// Bytes reach the rules as they are in the file, kept or read again.
func TestSource(t *testing.T) {
	const src = "\xEF\xBB\xBFpackage a\r\n\r\nimport \"time\"\r\n\r\nvar t = time.NewTicker(1)"
	dir := unpack(t, "-- b.go --\npackage a\nvar s = t.Stop\n")
	write(t, dir+"/a.go", src)
	for _, forget := range []bool{false, true} {
		tree := scan(t, Config{Dir: dir, Interests: timerInterest})
		for _, u := range tree.packages {
			for _, s := range u.files {
				if kept := s.src != nil; kept != (s.base == "a.go") {
					t.Errorf("%s: kept %v", s.base, kept)
				}
				if forget {
					s.src = nil
				}
			}
		}
		p := each(t, tree)[0]
		if diff := cmp.Diff(src, string(p.Files[0].Src)); diff != "" {
			t.Errorf("bytes (-want +got):\n%s", diff)
		}
	}
}

// A panic of the checker costs one package.
func TestCheckPanics(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", "package a\n\nvar x = 1\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	file.Decls[0].(*ast.GenDecl).Specs[0] = nil
	p := &Package{Fset: fset, Files: []*File{{Path: "a.go", AST: file}}}
	if err := p.check(); err == nil || !strings.HasPrefix(err.Error(), "type checker failed: ") {
		t.Errorf("check = %v", err)
	}
}

// FuzzCheck: whatever the parser accepts can be checked.
func FuzzCheck(f *testing.F) {
	f.Add("package a\nimport \"time\"\nfunc f() { for { <-time.After(1) } }")
	f.Add("package a\ntype T[P any] struct { T[P] }\nfunc (t T[int]) m(t T[t.x]) { t.m(m) }")
	f.Add("package a\nimport . \"x/y\"\nvar x, y = y, x\nconst c = c\ntype I interface { I; ~int | c }")
	f.Add("package a\nimport \"C\"\nimport \"unsafe\"\nfunc f() C.x { goto L; L: switch x := C.f().(type) { case C.y: return x } }")
	f.Fuzz(func(t *testing.T, src string) {
		u := &unit{module: &Module{}, root: "/r", dir: ".", filter: newPrefilter(nil)}
		s := &source{dir: "/r", base: "x.go", src: []byte(src)}
		if s.src = []byte(src); len(src) == 0 {
			return
		}
		u.files = []*source{s}
		pkg, problems := u.load()
		if (pkg == nil) != (len(problems) > 0) {
			t.Errorf("load = %v, %v", pkg, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.Reason, "type checker failed") {
				t.Error(p.Reason)
			}
		}
	})
}

// The arguments of a call are looked at whatever is called, and what is in them.
func TestCheckArguments(t *testing.T) {
	const src = `package p

import (
	"time"

	"example.com/unknown"
)

type server struct{ handle unknown.Handler }

func (s *server) run(n int) {
	s.handle(n, func(m int) {
		s.handle(func() {
			for m > n {
				<-time.After(1)
			}
		})
	})
	_ = map[string]int{unknown.Key: n}
}
`
	fset := token.NewFileSet()
	file, err := parseFile(fset, "p.go", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	p := &Package{Fset: fset, Files: []*File{{Path: "p.go", AST: file, left: len(src)}}}
	if err := p.check(); err != nil {
		t.Fatal(err)
	}
	uses := map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && p.Info.Uses[id] != nil {
			uses[id.Name]++
		}
		return true
	})
	for name, want := range map[string]int{"s": 2, "n": 3, "m": 1, "time": 1, "After": 1} {
		if uses[name] != want {
			t.Errorf("%s is used %d times, want %d", name, uses[name], want)
		}
	}
	if text := types.ExprString(file.Decls[2].(*ast.FuncDecl).Body.List[0].(*ast.ExprStmt).X.(*ast.CallExpr).Fun); text != "s.handle" {
		t.Errorf("the call is one of %s now", text)
	}
}
