package audit_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules"
)

// inventory are the functions each of whose calls the report must list, harmless or not.
var inventory = map[string]bool{
	"time.After": true, "time.Tick": true, "time.NewTimer": true, "time.NewTicker": true, "time.AfterFunc": true,
	"context.WithCancel": true, "context.WithCancelCause": true,
	"context.WithTimeout": true, "context.WithTimeoutCause": true,
	"context.WithDeadline": true, "context.WithDeadlineCause": true,
	"context.AfterFunc": true, "os/signal.NotifyContext": true,
}

// makers matches calls of those of package context and os/signal: the audit also lists calls of functions that call one.
var makers = regexp.MustCompile(`\b(With(Cancel|Timeout|Deadline)(Cause)?|AfterFunc|NotifyContext)\)?\(`)

// TestInventory compares the audit with a resolver of its own: go/types on the sources of the real
// packages time and context, one file at a time. Every call that one of them knows the other must know.
// UNLEAK_CROSSCHECK names trees to compare as well, separated as in PATH.
func TestInventory(t *testing.T) {
	trees := append([]string{"../testdata/rules", "../testdata/service"}, filepath.SplitList(os.Getenv("UNLEAK_CROSSCHECK"))...)
	std := realPackages(t)
	for _, dir := range trees {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			want, failed := resolved(t, std, dir)
			got, n := listed(t, dir, failed)
			t.Logf("%d calls", n)
			if n == 0 {
				t.Error("no calls found: the comparison says nothing")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("inventories differ (-go/types +audit):\n%s", diff)
			}
		})
	}
}

// A stdlib imports the real packages time, context and os/signal, and nothing else.
type stdlib map[string]*types.Package

func (s stdlib) Import(path string) (*types.Package, error) {
	if path == "golang.org/x/net/context" {
		path = "context" // its functions are those of the standard library
	}
	if p := s[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("import %s: not needed", path)
}

func realPackages(t *testing.T) stdlib {
	t.Helper()
	std := stdlib{}
	source := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for _, path := range []string{"time", "context", "os/signal"} {
		p, err := source.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		std[path] = p
	}
	return std
}

// resolved lists the calls of the inventory in dir, and the files that do not parse.
func resolved(t *testing.T, std stdlib, dir string) (calls []string, failed map[string]bool) {
	t.Helper()
	failed = map[string]bool{}
	root, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && leftOut(d.Name()) {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			failed[path] = true
			return nil
		}
		calls = append(calls, callsIn(fset, file, std)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(calls)
	return calls, failed
}

func leftOut(name string) bool {
	return name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_'
}

func callsIn(fset *token.FileSet, file *ast.File, std stdlib) []string {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: std, Error: func(error) {}, FakeImportC: true}
	conf.Check("p", fset, []*ast.File{file}, info) // errors are expected: one file is not a package
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		var id *ast.Ident
		switch fun := ast.Unparen(call.Fun).(type) {
		case *ast.Ident:
			id = fun
		case *ast.SelectorExpr:
			id = fun.Sel
		default:
			return true
		}
		if fn, ok := info.Uses[id].(*types.Func); ok && inventory[fn.FullName()] {
			out = append(out, fmt.Sprintf("%v", fset.PositionFor(call.Pos(), false)))
		}
		return true
	})
	return out
}

// listed lists the calls in the audit of dir.
func listed(t *testing.T, dir string, failed map[string]bool) (calls []string, n int) {
	t.Helper()
	tree, err := load.Scan(t.Context(), load.Config{Paths: []string{dir}, Interests: audit.Interests(rules.All()), Generated: true})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All(), NoSuppressions: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range report.Errors {
		if path := filepath.Join(tree.Root, e.File); strings.HasSuffix(path, ".go") && !failed[path] {
			t.Errorf("%s:%d: %s", e.File, e.Line, e.Reason)
		}
	}
	for _, f := range report.Findings {
		switch {
		case f.Variant == "wrapper", f.Variant == "value", f.Rule == "lostcancel" && !makers.MatchString(f.Pattern):
			continue // calls of other functions, and no calls
		case f.Rule == "loopafter", f.Rule == "tick", f.Rule == "unstopped", f.Rule == "afterfunc", f.Rule == "lostcancel":
			calls = append(calls, fmt.Sprintf("%s:%d:%d", filepath.Join(tree.Root, f.File), f.Line, f.Column))
		}
	}
	slices.Sort(calls)
	return calls, len(calls)
}
