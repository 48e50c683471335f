package main

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"unleak/rules"
)

// layers says which of our packages each package may import. What is neither here nor in rules/ may import none.
var layers = map[string][]string{
	".":              {"audit/cli"},
	"rewrite":        nil,
	"rewrite/apply":  {"rewrite", "rewrite/git", "audit/load"},
	"rewrite/git":    nil,
	"rewrite/wave":   nil,
	"audit":          {"rewrite", "rules", "rules/code", "rules/rule", "audit/load"},
	"audit/load":     nil,
	"audit/owners":   {"audit"},
	"audit/baseline": {"audit", "rules", "rules/rule"},
	"audit/profile":  {"audit"},
	"audit/report":   {"rewrite", "rules", "rules/rule", "audit", "audit/report/text"},
	"audit/cli":      {"rewrite", "rewrite/apply", "rewrite/git", "rewrite/wave", "rules", "rules/code", "rules/rule", "rules/vet", "audit", "audit/load", "audit/profile", "audit/baseline", "audit/owners", "audit/report", "audit/report/text"},
	"rules/golangci": {"rules", "rules/vet"},
}

// rooms are the packages that rules share: each may import those before it. A rule may import all of them, and no other rule.
var rooms = []string{"rules/code", "rules/rule", "rules/callee", "rules/flow", "rules/value", "rules/timer", "rules/edit", "rules/reuse"}

// mayImport reports whether pkg may import another package of ours.
func mayImport(pkg, other string) bool {
	if list, ok := layers[pkg]; ok {
		return slices.Contains(list, other)
	}
	switch room := slices.Index(rooms, pkg); {
	case pkg == "rules":
		return isRule(other) || other == "rules/rule"
	case pkg == "rules/vet":
		return other == "rewrite" || other == "rules" || slices.Contains(rooms, other)
	case room >= 0:
		return other == "rewrite" || slices.Contains(rooms[:room], other)
	}
	return isRule(pkg) && (other == "rewrite" || slices.Contains(rooms, other))
}

// isRule reports whether pkg is the folder of a rule.
func isRule(pkg string) bool {
	return path.Dir(pkg) == "rules" && rules.Lookup(path.Base(pkg)) != nil
}

// isPure reports whether pkg only computes; reading, writing and running is for the edges.
func isPure(pkg string) bool {
	switch pkg {
	case "rewrite", "rewrite/wave", "audit", "audit/owners", "audit/baseline", "audit/profile", "audit/report", "audit/report/text":
		return true
	}
	return pkg == "rules" || strings.HasPrefix(pkg, "rules/") && pkg != "rules/golangci"
}

// TestArchitecture checks that imports run one way and that pure packages do no I/O.
func TestArchitecture(t *testing.T) {
	for _, file := range sources(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		pkg := path.Dir(file)
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if ours, ok := strings.CutPrefix(imp, "unleak/"); ok && !mayImport(pkg, ours) {
				t.Errorf("%s: %s must not import %s", file, pkg, ours)
			}
			switch imp {
			case "os", "os/exec", "net", "net/http", "syscall":
				if isPure(pkg) {
					t.Errorf("%s: %s is pure and must not import %s", file, pkg, imp)
				}
			}
		}
	}
}

// TestComments wants a comment at each function of the rules that begins with its name, and comments that fit a page.
func TestComments(t *testing.T) {
	const widest = 120 // columns, with four for a tab
	for _, file := range sources(t) {
		if !strings.HasPrefix(file, "rules/") || strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "rules/golangci/") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && !strings.HasPrefix(fn.Doc.Text(), fn.Name.Name+" ") {
				t.Errorf("%s: no comment that begins with %s", fset.Position(fn.Pos()), fn.Name.Name)
			}
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(src), "\n") {
			if strings.HasPrefix(strings.TrimLeft(line, "\t"), "// ") && utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    ")) > widest {
				t.Errorf("%s:%d: the comment has more than %d columns", file, i+1, widest)
			}
		}
	}
}

// TestFileLength keeps files small enough to be read in one go.
func TestFileLength(t *testing.T) {
	for _, file := range sources(t) {
		limit := 350
		if file == "main.go" {
			limit = 50
		}
		if strings.HasSuffix(file, "_test.go") {
			limit = 500
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for lines := bufio.NewScanner(f); lines.Scan(); {
			n++
		}
		f.Close()
		if n > limit {
			t.Errorf("%s has %d lines, more than %d", file, n, limit)
		}
	}
}

// sources lists our Go files.
func sources(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "golden" || strings.HasPrefix(d.Name(), ".") && file != "."):
			return fs.SkipDir
		case strings.HasSuffix(file, ".go"):
			out = append(out, filepath.ToSlash(file))
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("find sources: %d files, %v", len(out), err)
	}
	return out
}
