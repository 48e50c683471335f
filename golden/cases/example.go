package cases

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
	"unleak/rules/code"
	"unleak/rules/rule"
	"unleak/rules/vet"
)

// since123 are the rules whose example is one since Go 1.23 only, or prints what a fix makes of it there. needlessdrain also finds nothing
// but what is harmless.
var since123 = map[string]bool{"needlessdrain": true, "timerlen": true, "loopafter": true}

// checkPage wants a whole manual page.
func checkPage(t *testing.T, r *rule.Rule) {
	t.Helper()
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
	diff(t, "headings differ (-every page +this one)", rule.Headings, headings)
	if err := analysis.Validate([]*analysis.Analyzer{vet.For(r)}); err != nil {
		t.Error(err)
	}
}

// checkExample wants the rule to report its Before, and not its After; After to be what its fix makes of Before, if it has one; both to be
// gofmt-clean and to compile; and the prefilter of the rule to let Before pass.
func checkExample(t *testing.T, r *rule.Rule) {
	t.Helper()
	e := example{rule: r, std: importer.ForCompiler(token.NewFileSet(), "gc", nil), timers: rule.Importer}
	if since123[r.Name] {
		e.timers = rule.Sync
	}
	if n := e.count(t, r.Before); n == 0 {
		t.Error("Before is not reported")
	}
	if n := e.count(t, r.After); n > 0 {
		t.Errorf("After is reported %d times", n)
	}
	if r.Best != "" {
		if fixed := e.fixed(t, r.Before); fixed != r.After {
			t.Errorf("After is not what the fix makes of Before:\n%s", fixed)
		}
	}
	if !slices.ContainsFunc(r.Sources, func(s rule.Source) bool { return passes(s, r.Before) }) {
		t.Error("Before does not pass the rule's own prefilter")
	}
}

// An example is what runs a rule over one file.
type example struct {
	rule   *rule.Rule
	std    types.Importer
	timers rule.Timers
}

// count counts the findings in src that matter: those that are not harmless, and all of needlessdrain.
func (e example) count(t *testing.T, src string) (n int) {
	t.Helper()
	for _, f := range e.findings(t, src) {
		if f.Class != rule.Fine || e.rule.Name == "needlessdrain" {
			n++
		}
		if f.Message == "" || strings.HasSuffix(f.Message, ".") {
			t.Errorf("message is empty or a sentence: %q", f.Message)
		}
	}
	return n
}

// fixed returns src with all fixes, those for review included.
func (e example) fixed(t *testing.T, src string) string {
	t.Helper()
	edits, err := rewrite.Splice([]byte(src), func(tree *rewrite.Tree) error {
		for _, f := range e.findings(t, src) {
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

// findings runs the rule over src.
func (e example) findings(t *testing.T, src string) (out []rule.Finding) {
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
	conf := types.Config{Importer: e.std}
	pkg, err := conf.Check("example", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatalf("example does not compile: %v", err)
	}
	pass := &rule.Pass{
		Package: code.NewPackage(fset, pkg, info, inspector.New([]*ast.File{file})),
		Rule:    e.rule,
		Timers:  e.timers,
		Report:  func(f rule.Finding) { out = append(out, f) },
	}
	e.rule.Run(pass)
	if e.rule.Settings != nil {
		pass.Settings = directives(file)
		e.rule.Settings(pass)
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
