package load

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOutline(t *testing.T) {
	src := strings.Join([]string{
		"package p",
		"",
		"func gone() { work() }",
		"func result() interface{ M() } {",
		"\treturn x // }",
		"}",
		"func (r *T[K]) method(a struct{ b int }) (c map[string]struct{}) {",
		"\ts := \"}\" + `}",
		"func no() {",
		"` + string('}') /* } */",
		"\treturn nil",
		"}",
		"func asm(x int) uint64",
		"var f = func() { work() }",
		"func kept() { keep() }",
		"func last() { work() }",
	}, "\n")
	want := strings.Join([]string{
		"package p",
		"",
		"func gone() {        }",
		"func result() interface{ M() } {",
		"",
		"}",
		"func (r *T[K]) method(a struct{ b int }) (c map[string]struct{}) {",
		"",
		"",
		"",
		"",
		"}",
		"func asm(x int) uint64",
		"var f = func() { work() }",
		"func kept() { keep() }",
		"func last() { work() }", // without a line end it is left alone
	}, "\n")
	out, _ := outline([]byte(src), func(body []byte) bool { return bytes.Contains(body, []byte("keep")) })
	got := string(out)
	if len(got) != len(src) {
		t.Errorf("outline has %d bytes, not %d", len(got), len(src))
	}
	if diff := cmp.Diff(want, regexp.MustCompile(`(?m)^ +$`).ReplaceAllString(got, "")); diff != "" {
		t.Errorf("outline differs (-want +got):\n%s", diff)
	}
}

// TestOutlineStandardLibrary compares the declarations of real files with those of their outlines.
func TestOutlineStandardLibrary(t *testing.T) {
	keep := func(body []byte) bool { return len(body)%3 == 0 }
	files, blanked := 0, 0
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(root)), "src"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || len(path)%7 != 0 { // a sample is enough
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		blanked += checkOutline(t, path, src, keep)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 || blanked < 1000 {
		t.Errorf("only %d files and %d blank bodies were compared", files, blanked)
	}
}

// checkOutline compares src with its outline, if it parses, and returns the number of blank bodies.
func checkOutline(t *testing.T, name string, src []byte, keep func([]byte) bool) (blanked int) {
	t.Helper()
	fset := token.NewFileSet()
	whole, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return 0
	}
	out, left := outline(src, keep)
	if left < 0 || left > len(src) || len(out) != len(src) || bytes.Count(out, []byte("\n")) != bytes.Count(src, []byte("\n")) {
		t.Fatalf("%s: the outline has other lines", name)
	}
	part, err := parser.ParseFile(fset, name, out, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%s: the outline does not parse: %v", name, err)
	}
	if len(whole.Decls) != len(part.Decls) {
		t.Fatalf("%s: the outline has %d declarations, not %d", name, len(part.Decls), len(whole.Decls))
	}
	base := part.FileStart - whole.FileStart
	for i, a := range whole.Decls {
		b := part.Decls[i]
		if a.Pos()+base != b.Pos() || a.End()+base != b.End() {
			t.Fatalf("%s: declaration %d moved", name, i)
		}
		fa, ok := a.(*ast.FuncDecl)
		if !ok || fa.Body == nil {
			continue
		}
		body := src[fset.PositionFor(fa.Body.Lbrace, false).Offset+1 : fset.PositionFor(fa.Body.Rbrace, false).Offset]
		switch n := len(b.(*ast.FuncDecl).Body.List); {
		case n == len(fa.Body.List):
		case n == 0 && !keep(body):
			blanked++
		default:
			t.Fatalf("%s: the body of %s has %d statements, not %d", name, fa.Name.Name, n, len(fa.Body.List))
		}
	}
	return blanked
}

// FuzzOutline checks that no source that parses loses a declaration or a body that was to be kept.
func FuzzOutline(f *testing.F) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src, 3)
	}
	f.Add([]byte("package p\nfunc f() interface{} {\n}\nfunc g() {}\r\n"), 1)
	f.Fuzz(func(t *testing.T, src []byte, n int) {
		checkOutline(t, "a.go", src, func(body []byte) bool { return n == 0 || len(body)%n == 0 })
	})
}
