package cases

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules/rule"
)

// Audit audits a module, a package or a file with the given rules, whatever the comments in it accept. No interests mean that every file
// is parsed.
func Audit(t *testing.T, path string, interests []load.Interest, rs ...*rule.Rule) *audit.Report {
	t.Helper()
	r, err := auditOf(path, path, interests, rs...)
	if err != nil {
		t.Fatal(err)
	}
	return r.Report
}

// A report is an audit of a module, or of a part of it.
type report struct {
	*audit.Report
	root string // that names of files are relative to
	dir  string // of the module
}

// auditOf audits a path in the module in dir.
func auditOf(dir, path string, interests []load.Interest, rs ...*rule.Rule) (*report, error) {
	ctx := context.Background()
	tree, err := load.Scan(ctx, load.Config{Dir: ".", Paths: []string{path}, Interests: interests, Scripts: audit.ScriptWords(rs)})
	if err != nil {
		return nil, err
	}
	r, err := audit.Run(ctx, tree, audit.Options{Rules: rs, NoSuppressions: true})
	if err != nil {
		return nil, err
	}
	if len(r.Errors) > 0 {
		return nil, fmt.Errorf("audit %s: errors: %v", path, r.Errors)
	}
	return &report{Report: r, root: tree.Root, dir: dir}, nil
}

// name returns the path of a finding's file in the module.
func (r *report) name(f audit.Finding) string {
	rel, err := filepath.Rel(r.dir, filepath.Join(r.root, filepath.FromSlash(f.File)))
	if err != nil {
		return f.File
	}
	return filepath.ToSlash(rel)
}

// found renders the findings in a file as comments would, sorted.
func (r *report) found(file string) (lines []string) {
	for _, f := range r.Findings {
		if r.name(f) == file {
			lines = append(lines, asComment(f.Line, f))
		}
	}
	slices.Sort(lines)
	return lines
}

// lines renders all findings, sorted.
func (r *report) lines() (lines []string) {
	for _, f := range r.Findings {
		lines = append(lines, r.name(f)+", "+asComment(f.Line, f))
	}
	slices.Sort(lines)
	return lines
}

func asComment(line int, f audit.Finding) string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return fmt.Sprintf("line %4d: want %s %s %s %s %s", line, f.Rule, dash(f.Variant), f.InLoop, dash(string(f.Outstanding)), f.Class)
}

// wanted reads what the comments of a file say that is found in it, sorted:
//
//	…	// want RULE VARIANT IN_LOOP OUTSTANDING CLASS
//	// want-next RULE VARIANT IN_LOOP OUTSTANDING CLASS
//
// The words are those of a finding's fields; a dash stands for an empty one. Several findings of a line are separated by "; want".
func wanted(file string) (lines []string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; text.Scan(); n++ {
		line := n
		_, marks, ok := strings.Cut(text.Text(), "// want ")
		if !ok {
			if _, marks, ok = strings.Cut(text.Text(), "// want-next "); !ok {
				continue
			}
			line++
		}
		for mark := range strings.SplitSeq(marks, "; want") {
			lines = append(lines, fmt.Sprintf("line %4d: want %s", line, strings.Join(strings.Fields(mark), " ")))
		}
	}
	slices.Sort(lines)
	return lines, text.Err()
}

// diff compares lists of lines.
func diff(t *testing.T, what string, want, got []string) {
	t.Helper()
	if len(want) == 0 && len(got) == 0 {
		return
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s:\n%s", what, d)
	}
}
