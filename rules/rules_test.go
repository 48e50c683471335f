package rules_test

import (
	"go/ast"
	"go/doc/comment"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules"
)

// TestPages checks that every rule carries a whole manual page.
func TestPages(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			if !regexp.MustCompile(`^[a-z]+$`).MatchString(r.Name) {
				t.Errorf("name %q is not one lower-case word", r.Name)
			}
			for what, s := range map[string]string{"Finds": r.Finds, "Fix": r.Fix} {
				if s == "" || strings.HasSuffix(s, ".") || strings.Contains(s, "\n") || len(s) > 70 {
					t.Errorf("%s is not half a line: %q", what, s)
				}
			}
			var headings []string
			var p comment.Parser
			for _, block := range p.Parse(r.Doc).Content {
				if h, ok := block.(*comment.Heading); ok {
					headings = append(headings, string(h.Text[0].(comment.Plain)))
				}
			}
			if got, want := strings.Join(headings, ", "), strings.Join(rules.Headings, ", "); got != want {
				t.Errorf("headings are %s, want %s", got, want)
			}
			if err := analysis.Validate([]*analysis.Analyzer{r.Analyzer()}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestExamples checks that every rule reports its Before, and not its After, that both are
// gofmt-clean and compile, and that its Source lets Before pass.
func TestExamples(t *testing.T) {
	std := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			timers := rules.Importer
			if r == rules.NeedlessDrain || r == rules.TimerLen {
				timers = rules.Sync // what they report is so since Go 1.23 only
			}
			if n := count(t, r, std, timers, r.Before); n == 0 {
				t.Error("Before is not reported")
			}
			if n := count(t, r, std, timers, r.After); n > 0 {
				t.Errorf("After is reported %d times", n)
			}
			if !slices.ContainsFunc(r.Sources, func(s rules.Source) bool { return passes(s, r.Before) }) {
				t.Error("Before does not pass the rule's own prefilter")
			}
		})
	}
}

// count runs r over one file and counts what matters: every finding that is not harmless, and all of those of
// needlessdrain, which finds nothing else.
func count(t *testing.T, r *rules.Rule, std types.Importer, timers rules.Timers, src string) int {
	t.Helper()
	if formatted, err := format.Source([]byte(src)); err != nil || string(formatted) != src {
		t.Fatalf("example is not gofmt-clean: %v", err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "example.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
	}
	conf := types.Config{Importer: std}
	pkg, err := conf.Check("example", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatalf("example does not compile: %v", err)
	}
	n := 0
	pass := &rules.Pass{
		Package: rules.NewPackage(fset, pkg, info, inspector.New([]*ast.File{file})),
		Rule:    r,
		Timers:  timers,
		Report: func(f rules.Finding) {
			if f.Class != rules.Fine || r == rules.NeedlessDrain {
				n++
			}
			if f.Message == "" || strings.HasSuffix(f.Message, ".") {
				t.Errorf("message is empty or a sentence: %q", f.Message)
			}
		},
	}
	r.Run(pass)
	if r.Settings != nil {
		pass.Settings = directives(file)
		r.Settings(pass)
	}
	return n
}

// directives does what the loader does for //go:debug lines.
func directives(file *ast.File) (out []rules.Setting) {
	for _, g := range file.Comments {
		for _, c := range g.List {
			if rest, ok := strings.CutPrefix(c.Text, "//go:debug "); ok {
				key, value, _ := strings.Cut(rest, "=")
				out = append(out, rules.Setting{File: "example.go", Line: 1, Key: key, Value: value, Text: c.Text})
			}
		}
	}
	return out
}

func passes(s rules.Source, src string) bool {
	contains := func(words []string, format func(string) string) bool {
		for _, w := range words {
			if strings.Contains(src, format(w)) {
				return true
			}
		}
		return len(words) == 0
	}
	return contains(s.Imports, func(p string) string { return `"` + p + `"` }) && contains(s.Words, func(w string) string { return w })
}
