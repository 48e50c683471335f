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

	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/code"
	"unleak/rules/loopafter"
	"unleak/rules/needlessdrain"
	"unleak/rules/rule"
	"unleak/rules/timerlen"
	"unleak/rules/vet"
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
			if got, want := strings.Join(headings, ", "), strings.Join(rule.Headings, ", "); got != want {
				t.Errorf("headings are %s, want %s", got, want)
			}
			if err := analysis.Validate([]*analysis.Analyzer{vet.For(r)}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestExamples checks that every rule reports its Before, and not its After, that After is what its fix makes of
// Before, if it has one, that both are gofmt-clean and compile, and that its Source lets Before pass.
func TestExamples(t *testing.T) {
	std := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			timers := rule.Importer
			if r == needlessdrain.Rule || r == timerlen.Rule || r == loopafter.Rule {
				timers = rule.Sync // what they report, or print, is so since Go 1.23 only
			}
			if n := count(t, r, std, timers, r.Before); n == 0 {
				t.Error("Before is not reported")
			}
			if n := count(t, r, std, timers, r.After); n > 0 {
				t.Errorf("After is reported %d times", n)
			}
			if r.Best != "" && fixed(t, r, std, timers, r.Before) != r.After {
				t.Errorf("After is not what the fix makes of Before:\n%s", fixed(t, r, std, timers, r.Before))
			}
			if !slices.ContainsFunc(r.Sources, func(s rule.Source) bool { return passes(s, r.Before) }) {
				t.Error("Before does not pass the rule's own prefilter")
			}
		})
	}
}

// count runs r over one file and counts what matters: every finding that is not harmless, and all of those of
// needlessdrain, which finds nothing else.
func count(t *testing.T, r *rule.Rule, std types.Importer, timers rule.Timers, src string) (n int) {
	t.Helper()
	for _, f := range findings(t, r, std, timers, src) {
		if f.Class != rule.Fine || r == needlessdrain.Rule {
			n++
		}
		if f.Message == "" || strings.HasSuffix(f.Message, ".") {
			t.Errorf("message is empty or a sentence: %q", f.Message)
		}
	}
	return n
}

// fixed returns src with the fixes of r, those for review included.
func fixed(t *testing.T, r *rule.Rule, std types.Importer, timers rule.Timers, src string) string {
	t.Helper()
	edits, err := rewrite.Splice([]byte(src), func(tree *rewrite.Tree) error {
		for _, f := range findings(t, r, std, timers, src) {
			if f.Fix.Change == nil {
				continue
			}
			if err := f.Fix.Change(tree); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(rewrite.Apply([]byte(src), edits))
}

// findings runs r over one file.
func findings(t *testing.T, r *rule.Rule, std types.Importer, timers rule.Timers, src string) (out []rule.Finding) {
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
	pass := &rule.Pass{
		Package: code.NewPackage(fset, pkg, info, inspector.New([]*ast.File{file})),
		Rule:    r,
		Timers:  timers,
		Report:  func(f rule.Finding) { out = append(out, f) },
	}
	r.Run(pass)
	if r.Settings != nil {
		pass.Settings = directives(file)
		r.Settings(pass)
	}
	return out
}

// directives does what the loader does for //go:debug lines.
func directives(file *ast.File) (out []rule.Setting) {
	for _, g := range file.Comments {
		for _, c := range g.List {
			if rest, ok := strings.CutPrefix(c.Text, "//go:debug "); ok {
				key, value, _ := strings.Cut(rest, "=")
				out = append(out, rule.Setting{File: "example.go", Line: 1, Key: key, Value: value, Text: c.Text})
			}
		}
	}
	return out
}

func passes(s rule.Source, src string) bool {
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
