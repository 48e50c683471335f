package audit_test

import (
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
)

// FuzzRules runs every rule over whatever the parser accepts, however ill-typed: nothing may panic or
// run for ever, and two runs say the same.
func FuzzRules(f *testing.F) {
	for _, pattern := range []string{caseDir + "/*/go1.22/*.go", caseDir + "/broken/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("find seeds %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				continue // a directory that is called x.go
			}
			if len(data) < 1<<16 {
				f.Add(data, "sync")
				f.Add(data, "async")
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, timers string) {
		parallel(t)
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.go"), src, 0o666); err != nil {
			t.Fatal(err)
		}
		version := "1.26"
		if timers == "async" {
			version = "1.21"
		}
		var reports [2]*audit.Report
		for i := range reports {
			tree, err := load.Scan(t.Context(), load.Config{Dir: dir, GoVersion: version})
			if err != nil {
				t.Fatal(err)
			}
			if reports[i], err = audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(found(reports[0]), found(reports[1])); diff != "" {
			t.Errorf("two runs differ:\n%s", diff)
		}
		for _, x := range reports[0].Findings {
			if x.Line < 1 || x.Column < 1 || x.EndLine < x.Line || x.Message == "" || x.Fix.Level == "" {
				t.Errorf("incomplete finding: %+v", x)
			}
		}
	})
}

// FuzzRewrite makes every fix of every rule in whatever the parser accepts, as it is and with some statements changed. A fix that was
// offered can be made; it changes bytes of the declaration that it is about, or of the imports, and no others; the result
// parses, type-checks if the source did, and leaves nothing to do but for the fixes that conflicted; and a second run says the same.
func FuzzRewrite(f *testing.F) {
	helpers := addSeeds(f)
	if len(realTypes()) == 0 { // now: there is a time limit on what follows
		f.Fatal("no package of the standard library type-checks")
	}
	f.Fuzz(func(t *testing.T, src []byte, helper, mode uint8, seed uint64) {
		parallel(t)
		if len(src) > 1<<13 {
			return
		}
		m := newFuzzModule(t, mode)
		if n := int(helper); n < len(helpers) {
			m.helper = helpers[n]
			write(t, filepath.Join(m.dir, "helper.go"), m.helper)
		}
		m.rewrite(t, mutate(src, seed))
	})
}

// parallel runs a seed of a fuzz target beside others. While go test makes inputs of its own, that would block it.
func parallel(t *testing.T) {
	if flag.Lookup("test.fuzz").Value.String() == "" {
		t.Parallel()
	}
}

// rewrite makes every fix in src, and again what is left, until nothing is.
func (m *fuzzModule) rewrite(t *testing.T, src []byte) {
	t.Helper()
	m.before = m.typeErrors(src)
	for conflicts := -1; ; {
		patch := m.plan(t, src)
		if patch == nil {
			return
		}
		m.checkPatch(t, src, patch)
		made, left := steps(patch, rewrite.Made), steps(patch, rewrite.Conflicting, rewrite.Lacking)
		if conflicts >= 0 && made+left > conflicts {
			t.Fatalf("%d fixes, but only %d conflicted in the run before, in\n%s\n%s", made+left, conflicts, src, patch.Unified())
		}
		if made == 0 || t.Failed() {
			return
		}
		src, conflicts = patch.Changed()[0].New, left
	}
}

// addSeeds adds the Go files of testdata, the smaller ones whole, and each function alone, and returns the files that declare
// what others of their packages use.
func addSeeds(f *testing.F) (helpers []string) {
	f.Helper()
	const none = 255
	index := map[string]uint8{} // of the helper, by directory
	seen := map[string]bool{}
	add := func(src string, helper uint8) {
		if n := len(seen); !seen[src] {
			seen[src] = true
			f.Add([]byte(src), helper, uint8(n%12), uint64(n%3))
		}
	}
	err := filepath.WalkDir("../testdata", func(file string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(file, ".go") {
			return err
		}
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		dir, base := filepath.Split(file)
		if _, ok := index[dir]; !ok {
			index[dir] = none
			if data, err := os.ReadFile(dir + "common.go"); err == nil {
				index[dir] = uint8(len(helpers))
				helpers = append(helpers, string(data))
			}
		}
		helper := index[dir]
		if base == "common.go" {
			helper = none
		}
		if len(src) < 3000 { // with dozens of fixes, one takes seconds
			add(string(src), helper)
		}
		for _, part := range functions(src) {
			add(part, helper)
		}
		return nil
	})
	if err != nil || len(helpers) == 0 || len(helpers) >= none {
		f.Fatalf("find seeds: %d helpers, %v", len(helpers), err)
	}
	return helpers
}

// functions returns each function of src as a file of its own, with the imports it seems to use.
func functions(src []byte) (out []string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	text := func(from, to token.Pos) string {
		return string(src[fset.PositionFor(from, false).Offset:fset.PositionFor(to, false).Offset])
	}
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		body := text(fn.Pos(), fn.End())
		head := "package " + file.Name.Name + "\n\n"
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			name = name[strings.LastIndexByte(name, '/')+1:]
			if spec.Name != nil {
				name = spec.Name.Name
			}
			if name == "." || strings.Contains(body, name+".") {
				head += "import " + text(spec.Pos(), spec.End()) + "\n"
			}
		}
		out = append(out, head+"\n"+body+"\n")
	}
	return out
}

// A fuzzModule is a module with one file that changes.
type fuzzModule struct {
	dir     string
	version string // of its go line
	form    string
	helper  string          // another file of the package; may be empty
	before  map[string]bool // type errors of the source; see typeErrors
}

// newFuzzModule makes the module that mode asks for: each of the three timer semantics in each form.
func newFuzzModule(t *testing.T, mode uint8) *fuzzModule {
	t.Helper()
	m := &fuzzModule{dir: t.TempDir(), version: "1.22", form: []string{"auto", "drain", "replace", "fresh"}[mode/3%4]}
	switch mode % 3 {
	case 0:
		m.version = "1.26"
	case 1: // a library: its users decide
	case 2:
		write(t, filepath.Join(m.dir, "cmd", "main.go"), "package main\n\nfunc main() {}\n")
	}
	write(t, filepath.Join(m.dir, "go.mod"), "module example.com/m\n\ngo "+m.version+"\n")
	return m
}

// plan plans every fix in src, twice, and returns nil if it does not parse.
func (m *fuzzModule) plan(t *testing.T, src []byte) *rewrite.Patch {
	t.Helper()
	if err := os.WriteFile(filepath.Join(m.dir, "a.go"), src, 0o666); err != nil {
		t.Fatal(err)
	}
	var patches [2]*rewrite.Patch
	for i := range patches {
		tree, err := load.Scan(t.Context(), load.Config{Dir: m.dir, Paths: []string{"a.go"}, Interests: audit.Interests(rules.All())})
		if err != nil {
			t.Fatal(err)
		}
		report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All(), NoSuppressions: true, Form: m.form})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Errors) > 0 {
			return nil
		}
		patches[i] = rewrite.Plan(planned(report), rewrite.Options{
			Review: true, Read: func(string) ([]byte, error) { return src, nil },
		})
	}
	if a, b := patches[0].Unified(), patches[1].Unified(); a != b || len(patches[0].Steps) != len(patches[1].Steps) {
		t.Fatalf("two runs differ:\n%s\n%s", a, b)
	}
	return patches[0]
}

// planned returns the fixes of a report in a.go that can be made.
func planned(report *audit.Report) (list []rewrite.Candidate) {
	for _, f := range report.Findings {
		if filepath.Base(f.File) == "a.go" && f.Fix.Change != nil {
			list = append(list, rewrite.Candidate{File: "a.go", Line: f.Line, Rule: f.Rule, Sum: report.Sums[f.File], Fix: f.Fix})
		}
	}
	return list
}

// checkPatch checks all that a patch promises about its one file.
func (m *fuzzModule) checkPatch(t *testing.T, src []byte, patch *rewrite.Patch) {
	t.Helper()
	// A function that has nothing to do with timers is not looked at before a fix is made, so what does not parse may be there.
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ParseComments|parser.SkipObjectResolution)
	fixed := err == nil && !ast.IsGenerated(file)
	for _, s := range patch.Steps {
		made := slices.Contains([]rewrite.Status{rewrite.Made, rewrite.Conflicting, rewrite.Lacking}, s.Status)
		if made != fixed || !made && s.Status != rewrite.Outdated {
			t.Errorf("line %d: %s: %s: %s", s.Line, s.Rule, s.Status, s.Why)
		}
	}
	for _, f := range patch.Changed() {
		out, from := []byte(nil), 0
		for _, e := range f.Edits {
			out = append(append(out, src[from:e.Start]...), e.New...)
			from = e.End
		}
		if out = append(out, src[from:]...); string(out) != string(f.New) {
			t.Errorf("bytes outside the edits changed: %q, want %q", f.New, out)
		}
		m.checkPlaces(t, f)
		if _, err := parser.ParseFile(token.NewFileSet(), "", f.New, parser.SkipObjectResolution); err != nil {
			t.Errorf("%v in\n%s", err, f.New)
		}
		if m.before == nil {
			continue
		}
		after := m.typeErrors(f.New)
		for text := range after {
			if !m.before[text] {
				t.Errorf("%s\n%s\nin\n%s", text, patch.Unified(), src)
			}
		}
		if after == nil {
			t.Errorf("the result does not type-check:\n%s\nin\n%s", patch.Unified(), src)
		}
	}
}

// checkPlaces wants each edit in a declaration that has a fix, or among the imports.
func (m *fuzzModule) checkPlaces(t *testing.T, f *rewrite.File) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", f.Src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Edits {
		ok := false
		end := fset.PositionFor(file.Name.End(), false).Offset
		for _, d := range file.Decls {
			from, to := fset.PositionFor(d.Pos(), false), fset.PositionFor(d.End(), false)
			fixed := slices.ContainsFunc(f.Steps, func(s *rewrite.Step) bool {
				return s.Status == rewrite.Made && from.Line <= s.Line && s.Line <= to.Line
			})
			if g, isGen := d.(*ast.GenDecl); isGen && g.Tok == token.IMPORT || len(file.Imports) == 0 && e.Start <= end+1 {
				fixed = true
			}
			// A comment behind the declaration, and the line break, may belong to what changes.
			rest := strings.IndexByte(string(f.Src[to.Offset:]), '\n') + 1
			ok = ok || fixed && from.Offset-from.Column <= e.Start && e.End <= to.Offset+rest
			end = to.Offset
		}
		if !ok {
			t.Errorf("an edit at %d to %d, %q, is outside of what has fixes in\n%s", e.Start, e.End, e.New, f.Src)
		}
	}
}

func steps(p *rewrite.Patch, statuses ...rewrite.Status) (n int) {
	for _, s := range p.Steps {
		if slices.Contains(statuses, s.Status) {
			n++
		}
	}
	return n
}

// typeErrors type-checks src as a file of the module, with the real packages that it imports. It returns nil if there are errors, and
// otherwise the texts of those that only say that something is not used.
func (m *fuzzModule) typeErrors(src []byte) map[string]bool {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	files := []*ast.File{file}
	if m.helper != "" {
		helper, err := parser.ParseFile(fset, "helper.go", m.helper, parser.SkipObjectResolution)
		if err == nil && helper.Name.Name == file.Name.Name {
			files = append(files, helper)
		}
	}
	soft, hard := map[string]bool{}, false
	conf := types.Config{GoVersion: "go" + m.version, Importer: realTypes(), Error: func(err error) {
		if e, ok := err.(types.Error); ok && e.Soft && strings.HasSuffix(e.Msg, "not used") {
			soft[e.Msg] = true
		} else {
			hard = true
		}
	}}
	if _, err := conf.Check("example.com/m", fset, files, nil); hard || err != nil && len(soft) == 0 {
		return nil
	}
	return soft
}

// realTypes are packages of the standard library from their sources. Others take long to type-check, and count as unknown.
var realTypes = sync.OnceValue(func() stdlib {
	std := stdlib{}
	source := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for _, path := range []string{"bufio", "context", "errors", "fmt", "io", "math", "math/rand", "os", "sync", "sync/atomic", "time"} {
		if p, err := source.Import(path); err == nil {
			std[path] = p
		}
	}
	return std
})

// TestBroken audits files that are hard to read or parse: every one of them is either audited or named as an error.
func TestBroken(t *testing.T) {
	tree, err := load.Scan(t.Context(), load.Config{Paths: []string{caseDir + "/broken"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]bool{}
	for _, e := range r.Errors {
		if e.File == "" || e.Reason == "" {
			t.Errorf("an error says too little: %+v", e)
		}
		failed[filepath.Base(e.File)] = true
	}
	for _, name := range []string{"syntax.go", "nopackage.go", "empty.go", "unclosed.go"} {
		if !failed[name] {
			t.Errorf("%s is not named as an error", name)
		}
	}
	audited := map[string]bool{}
	for _, f := range r.Findings {
		audited[filepath.Base(f.File)] = true
		if filepath.Base(f.File) == "arguments.go" && f.Fix.Level != rewrite.None {
			t.Errorf("%s:%d: there is a fix for a call that does not compile", f.File, f.Line)
		}
	}
	for _, name := range []string{"bomcrlf.go", "lines.go", "cgo.go", "hugeselect.go", "arguments.go", "labeltwice.go", "results.go"} {
		if !audited[name] || failed[name] {
			t.Errorf("%s is not audited", name)
		}
	}
}
