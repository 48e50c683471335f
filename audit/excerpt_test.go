package audit_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dave/dst"
	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/golden/cases"
	"unleak/rewrite"
	"unleak/rules"
)

// bystander is a function that no fix is about.
const bystander = "\n// This has a body that a plan can do without.\nfunc _(c chan int) (n int) {\n\tfor i := range c { // all\n\t\tn += i // sum\n\t}\n\treturn n\n}\n"

// TestExcerpts plans every fix of the example modules, in files with one more function, and compares its edits with those that the whole
// file gives, whatever the line ends.
func TestExcerpts(t *testing.T) {
	variants := map[string]func(string) string{
		"plain":        func(src string) string { return src },
		"bom and crlf": func(src string) string { return "\xEF\xBB\xBF" + strings.ReplaceAll(src, "\n", "\r\n") },
	}
	for name, variant := range variants {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			if err := os.CopyFS(root, os.DirFS(caseDir)); err != nil {
				t.Fatal(err)
			}
			err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() && filepath.Ext(file) == ".go" {
					write(t, file, variant(read(t, file)+bystander))
				}
				return err
			})
			modules, globErr := filepath.Glob(root + "/*/go1.*/go.mod")
			if err != nil || globErr != nil {
				t.Fatal(err, globErr)
			}
			made, excerpts := 0, 0
			for _, mod := range modules {
				m, e := compareExcerpts(t, filepath.Dir(mod))
				made, excerpts = made+m, excerpts+e
			}
			t.Logf("%d fixes, %d in excerpts", made, excerpts)
			if made < 100 || excerpts < made/2 {
				t.Errorf("%d of %d fixes in excerpts", excerpts, made)
			}
		})
	}
}

// compareExcerpts plans the fixes in dir, and returns how many of them have edits, and how many of those an excerpt gave: the last tree that
// they changed lacked the body of the bystander.
func compareExcerpts(t *testing.T, dir string) (made, excerpts int) {
	t.Helper()
	report := cases.Audit(t, dir, audit.Interests(rules.All()), rules.All()...)
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		if f.Fix.Change != nil {
			f.Fix.Instead = nil // does something else
			list = append(list, rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Sum: report.Sums[f.File], Fix: f.Fix})
		}
	}
	lacking := make([]bool, len(list))
	for i := range list {
		change := list[i].Fix.Change
		list[i].Fix.Change = func(tree *rewrite.Tree) error {
			if decls := tree.File.Decls; len(decls) > 0 {
				last, ok := decls[len(decls)-1].(*dst.FuncDecl)
				lacking[i] = ok && len(last.Body.List) == 0
			}
			return change(tree)
		}
	}
	patch := rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(file))) },
	})
	for i, s := range patch.Steps {
		if s.Status == rewrite.Outdated {
			continue
		}
		made++
		if lacking[i] {
			excerpts++
		}
		want, err := rewrite.Splice([]byte(read(t, filepath.Join(dir, filepath.FromSlash(s.File)))), s.Fix.Change)
		if diff := cmp.Diff(want, s.Edits); diff != "" || err != nil {
			t.Errorf("%s: %s: %s: %v, (-file +excerpt):\n%s", s.Place(), s.Status, s.Why, err, diff)
		}
	}
	return made, excerpts
}
