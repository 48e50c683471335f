package audit_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules"
	"unleak/rules/rule"
)

// cases is where the rules' example modules are: cases/RULE/SEMANTICS/….
const cases = "../testdata/rules"

// TestCases audits every example module and compares the findings with the comments in it:
//
//	…	// want RULE VARIANT IN_LOOP OUTSTANDING CLASS
//	// want-next RULE VARIANT IN_LOOP OUTSTANDING CLASS
//
// A dash stands for an empty word; several findings of a line are separated by "; want".
func TestCases(t *testing.T) {
	modules, err := filepath.Glob(cases + "/*/*/go.mod")
	if err != nil || len(modules) == 0 {
		t.Fatalf("find example modules: %v, %v", modules, err)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		r := rules.Lookup(filepath.Base(filepath.Dir(dir)))
		if r == nil {
			continue // a helper module beside the cases
		}
		t.Run(r.Name+"/"+filepath.Base(dir), func(t *testing.T) {
			got := found(run(t, dir, audit.Interests([]*rule.Rule{r}), r))
			if diff := compare(wanted(t, dir), got); diff != "" {
				t.Errorf("findings differ (-want +got):\n%s", diff)
			}
			all := found(run(t, dir, nil, r))
			if diff := compare(got, all); diff != "" {
				t.Errorf("findings differ without the prefilter (-with +without):\n%s", diff)
			}
		})
	}
}

// run audits dir with the given rules. No interests mean that every file is parsed.
func run(t *testing.T, dir string, interests []load.Interest, rs ...*rule.Rule) *audit.Report {
	t.Helper()
	tree, err := load.Scan(t.Context(), load.Config{Dir: ".", Paths: []string{dir}, Interests: interests, Scripts: audit.ScriptWords(rs)})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rs, NoSuppressions: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Errors) > 0 {
		t.Fatalf("errors: %v", report.Errors)
	}
	return report
}

// compare lists the lines that only one side has, each as often as it is missing on the other.
func compare(want, got []string) string {
	count := map[string]int{}
	for _, s := range want {
		count[s]++
	}
	for _, s := range got {
		count[s]--
	}
	var out []string
	for s, n := range count {
		for ; n > 0; n-- {
			out = append(out, "-"+s)
		}
		for ; n < 0; n++ {
			out = append(out, "+"+s)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(a[1:], b[1:]) })
	return strings.Join(out, "\n")
}

// found renders the findings of a report as the comments would.
func found(r *audit.Report) []string {
	var out []string
	for _, f := range r.Findings {
		dash := func(s string) string {
			if s == "" {
				return "-"
			}
			return s
		}
		out = append(out, fmt.Sprintf("%s:%d %s %s %s %s %s", filepath.Base(f.File), f.Line, f.Rule, dash(f.Variant), f.InLoop, dash(string(f.Outstanding)), f.Class))
	}
	slices.Sort(out)
	return out
}

// wanted reads the comments of a module.
func wanted(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lines := bufio.NewScanner(bytes.NewReader(data))
		for n := 1; lines.Scan(); n++ {
			line := n
			_, marks, ok := strings.Cut(lines.Text(), "// want ")
			if !ok {
				if _, marks, ok = strings.Cut(lines.Text(), "// want-next "); !ok {
					continue
				}
				line++
			}
			for _, mark := range strings.Split(marks, "; want") {
				out = append(out, fmt.Sprintf("%s:%d %s", filepath.Base(path), line, strings.Join(strings.Fields(mark), " ")))
			}
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// TestOneFile audits every file of the example modules alone: what is found in it must not depend on
// what else was asked for.
func TestOneFile(t *testing.T) {
	files, err := filepath.Glob(cases + "/*/go1.*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("find example files: %d, %v", len(files), err)
	}
	whole := map[string][]string{} // by directory
	for _, file := range files {
		dir := filepath.Dir(file)
		r := rules.Lookup(filepath.Base(filepath.Dir(dir)))
		if whole[dir] == nil {
			whole[dir] = found(run(t, dir, audit.Interests([]*rule.Rule{r}), r))
		}
		var want []string
		for _, line := range whole[dir] {
			if strings.HasPrefix(line, filepath.Base(file)+":") {
				want = append(want, line)
			}
		}
		got := slices.DeleteFunc(found(run(t, file, audit.Interests([]*rule.Rule{r}), r)), func(line string) bool {
			return !strings.HasPrefix(line, filepath.Base(file)+":") // go.mod and its like
		})
		if diff := compare(want, got); diff != "" {
			t.Errorf("%s: findings differ (-directory +file):\n%s", file, diff)
		}
	}
}
