// Package cases holds a rule to its cases: the example modules in testdata/rules/RULE, and the patches for them in golden/rules/RULE.
// The test beside each rule runs them:
//
//	go test ./rules/tick
//	go test ./rules/tick -run TestCases/go1.22/fixing.go
//
// and with -update it rewrites the patches. To give a new rule its cases, make testdata/rules/RULE/go1.22/go.mod with Go files beside it,
// say in comments what is found where (see wanted), copy cases_test.go from the folder of another rule, and have the patches made:
//
//	make golden RULE=tick CASE=fixing.go
package cases

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"unleak/audit"
	"unleak/golden"
	"unleak/rules/rule"
)

// Dir is the directory with a folder of example modules for each rule.
func Dir() string { return filepath.Join(golden.Repository(), "testdata", "rules") }

// Run holds r to its manual page, to the example on it, and to all of its cases. There is a subtest for each file of each module, called
// MODULE/FILE, and one for what is about the module as a whole.
func Run(t *testing.T, r *rule.Rule) {
	t.Helper()
	debug.SetGCPercent(400) // what is kept is little, and the garbage much
	t.Run("page", func(t *testing.T) { checkPage(t, r) })
	t.Run("example", func(t *testing.T) { t.Parallel(); checkExample(t, r) })
	modules, err := filepath.Glob(filepath.Join(Dir(), r.Name, "*", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if len(modules) == 0 {
		t.Fatalf("rule %s has no cases: testdata/rules/%s/go1.22 should hold a go.mod and Go files that the rule finds something in", r.Name, r.Name)
	}
	for _, mod := range modules {
		m := newModule(r, filepath.Dir(mod))
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			files, err := m.files()
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				t.Run(file, func(t *testing.T) { m.checkFile(t, file) })
			}
			t.Run("whole", func(t *testing.T) { m.checkWhole(t, files) })
		})
	}
}

// A module is an example module of a rule. What is computed for all of its files is computed once, for the first that asks.
type module struct {
	rule *rule.Rule
	dir  string
	name string // as go1.22

	audit     func() (*report, error)
	patches   func() (patches, error)
	diagnosed func() (diagnoses, error)
}

func newModule(r *rule.Rule, dir string) *module {
	m := &module{rule: r, dir: dir, name: filepath.Base(dir)}
	m.audit = sync.OnceValues(func() (*report, error) { return auditOf(dir, dir, audit.Interests([]*rule.Rule{r}), r) })
	m.patches = sync.OnceValues(func() (patches, error) { return m.makePatches() })
	m.diagnosed = sync.OnceValues(func() (diagnoses, error) { return m.diagnose() })
	return m
}

// versioned reports whether the module is named for a version of Go. Others, as lostcancel/xsync, are there for those to import, or hold
// settings and scripts instead of packages: the rule's findings in them count, and nothing else.
func (m *module) versioned() bool { return strings.HasPrefix(m.name, "go1.") }

// files lists the files of the module by their slash-separated paths in it.
func (m *module) files() (files []string, err error) {
	err = fs.WalkDir(os.DirFS(m.dir), ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, file)
		}
		return err
	})
	return files, err
}

// checkFile checks what is found in one file, by an audit of the module and of the file alone, and by the analyzer that go vet runs; and
// the patch for it.
func (m *module) checkFile(t *testing.T, file string) {
	t.Helper()
	r, err := m.audit()
	if err != nil {
		t.Fatal(err)
	}
	want, err := wanted(filepath.Join(m.dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	got := r.found(file)
	diff(t, "findings differ (-comments +audit)", want, got)
	if !m.versioned() || filepath.Ext(file) != ".go" {
		return
	}
	m.checkAlone(t, file, got)
	m.checkAnalyzer(t, file)
	m.checkPatches(t, file)
}

// checkAlone audits a file alone: what is found in it must not depend on what else was asked for.
func (m *module) checkAlone(t *testing.T, file string, want []string) {
	t.Helper()
	alone, err := auditOf(m.dir, filepath.Join(m.dir, filepath.FromSlash(file)), audit.Interests([]*rule.Rule{m.rule}), m.rule)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "findings differ when the file is audited alone (-module +file)", want, alone.found(file))
}

// checkWhole checks what is about the module as a whole: the findings are the same without the prefilter, which leaves most files
// unparsed; and the module that the patches make builds.
func (m *module) checkWhole(t *testing.T, files []string) {
	r, err := m.audit()
	if err != nil {
		t.Fatal(err)
	}
	all, err := auditOf(m.dir, m.dir, nil, m.rule)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "findings differ without the prefilter (-with +without)", r.lines(), all.lines())
	m.checkOrphans(t, files)
	if m.patched() {
		m.checkBuild(t)
	}
}

// checkOrphans wants no golden file of a case that is gone.
func (m *module) checkOrphans(t *testing.T, files []string) {
	t.Helper()
	known := map[string]bool{}
	for _, file := range files {
		known[m.goldenName(file, "")] = true
		known[m.goldenName(file, insteadSuffix)] = true
	}
	for _, name := range golden.Files(t, fmt.Sprintf("rules/%s/%s", m.rule.Name, m.name)) {
		if !known[name] {
			golden.None(t, name)
		}
	}
}
