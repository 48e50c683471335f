package differential

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// A Form is a way of rewriting: for a module with these timers, or with this --form.
type Form struct {
	Name    string
	Go      string // of the module
	Program bool   // it has a package main, so that its timers are known
	Form    string // as --form
	Rule    string // only this one; "" is all
	Safe    bool   // only fixes that need no review
	World   string // directory of the package that programs import, when they cannot be understood without it
}

// Forms are the ways of rewriting that there are.
var Forms = []Form{
	{Name: "sync", Go: "1.26"},
	{Name: "async", Go: "1.22", Program: true},
	{Name: "importer", Go: "1.22"},
	{Name: "fresh", Go: "1.22", Form: "fresh"},
}

// A Rewritten is what the engine makes of programs.
type Rewritten struct {
	Sources []string
	Whole   []bool // nothing was refused
	Fixes   int
	Open    []bool // a fix has to wait for a second run, because it conflicts with another one
}

// Rewrite makes every fix that the engine offers for the programs in this form, those for review included unless it wants only safe ones, as long
// as they keep what a program does. Each of them must be there: to leave one out as a mistake is an error.
func Rewrite(ctx context.Context, programs []Program, form Form) (out Rewritten, err error) {
	dir, err := os.MkdirTemp("", "unleak-differential-")
	if err != nil {
		return out, err
	}
	defer os.RemoveAll(dir)
	if form.World != "" {
		if err := os.CopyFS(filepath.Join(dir, "env"), os.DirFS(form.World)); err != nil {
			return out, err
		}
	}
	for name, text := range files(programs, form) {
		if err := writeFile(filepath.Join(dir, name), text); err != nil {
			return out, err
		}
	}
	patch, refused, err := patchOf(ctx, dir, form)
	if err != nil {
		return out, err
	}
	changed := map[string]string{}
	for _, f := range patch.Files {
		changed[f.Name] = string(f.New)
	}
	open := map[string]bool{}
	for _, s := range patch.Steps {
		if form.Rule != "" && (s.Status == rewrite.Conflicting || s.Status == rewrite.Lacking) {
			open[s.File], refused[s.File] = true, true
			continue
		}
		if s.Status != rewrite.Made {
			return out, fmt.Errorf("rewrite %s: %s: %s\n%s", s.Place(), s.Status, s.Why, programSource(programs, s.File))
		}
		out.Fixes++
	}
	for _, p := range programs {
		file := "original/" + p.Name + ".go"
		src := p.Source
		if text, ok := changed[file]; ok {
			src = text
		}
		out.Sources = append(out.Sources, src)
		out.Whole = append(out.Whole, !refused[file])
		out.Open = append(out.Open, open[file])
	}
	return out, nil
}

func programSource(programs []Program, file string) string {
	for _, p := range programs {
		if strings.HasSuffix(file, p.Name+".go") {
			return p.Source
		}
	}
	return ""
}

// files are those of a module with the programs.
func files(programs []Program, form Form) map[string]string {
	out := map[string]string{"go.mod": "module example.com/differential\n\ngo " + form.Go + "\n"}
	if form.Program {
		out["main/main.go"] = "package main\n\nfunc main() {}\n"
	}
	for _, p := range programs {
		out["original/"+p.Name+".go"] = p.Source
	}
	if form.World != "" {
		out["original/world.go"] = contextWorld
	}
	return out
}

// patchOf returns the patch for the programs in dir, and the files in which something was refused.
func patchOf(ctx context.Context, dir string, form Form) (*rewrite.Patch, map[string]bool, error) {
	var rs []*rule.Rule
	for _, r := range rules.All() {
		if r.Best != "" && form.Rule == "" || r.Name == form.Rule {
			rs = append(rs, r)
		}
	}
	tree, err := load.Scan(ctx, load.Config{Dir: dir, Interests: audit.Interests(rs)})
	if err != nil {
		return nil, nil, err
	}
	report, err := audit.Run(ctx, tree, audit.Options{Rules: rs, Form: form.Form})
	if err != nil {
		return nil, nil, err
	}
	var list []rewrite.Candidate
	refused := map[string]bool{}
	for _, f := range report.Findings {
		if form.Rule != "" && (f.Class == rule.Fine || !strings.HasPrefix(f.File, "original/")) {
			continue
		}
		if f.Fix.Change == nil || form.Safe && f.Fix.Level != rewrite.Safe {
			refused[f.File] = refused[f.File] || f.Class != rule.Fine || f.Fix.Reason != "nothing to fix"
			continue
		}
		f.Fix.Instead = nil
		list = append(list, rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Sum: report.Sums[f.File], Fix: f.Fix})
	}
	return rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(file))) },
	}), refused, nil
}

func writeFile(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o666)
}

// key tells sources apart.
func key(source string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(source)))[:12] }
