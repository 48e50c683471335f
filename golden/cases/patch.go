package cases

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"unleak/golden"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// insteadSuffix ends the names of golden files with what a fix does when it is asked for what was probably meant, where that is something
// else than what the program does.
const insteadSuffix = ".instead"

func (m *module) goldenName(file, suffix string) string {
	return strings.Join([]string{"rules", m.rule.Name, m.name, file + suffix + ".diff"}, "/")
}

// A patch is every fix of a rule in a module, those for review included.
type patch struct {
	*rewrite.Patch
	verdicts  map[string]string // by file: for each place in a loop, and each with something to fix, the level and the reason
	preferred map[string]bool   // files with fixes that do what was probably meant, instead of what the program does
}

// patches are those that keep what the program does, and those that prefer what was probably meant.
type patches struct{ kept, instead *patch }

// patched reports whether there are patches of the module: some rules only report.
func (m *module) patched() bool { return m.rule.Best != "" && m.versioned() }

func (m *module) makePatches() (p patches, err error) {
	r, err := m.audit()
	if err != nil {
		return p, err
	}
	var errs [2]error
	p.kept, errs[0] = m.plan(r, false)
	p.instead, errs[1] = m.plan(r, true)
	return p, errors.Join(errs[:]...)
}

// checkPatches compares what a reviewer sees of the patches for a file with the golden files.
func (m *module) checkPatches(t *testing.T, file string) {
	t.Helper()
	if !m.patched() {
		return
	}
	p, err := m.patches()
	if err != nil {
		t.Fatal(err)
	}
	p.kept.compare(t, file, m.goldenName(file, ""), true)
	p.instead.compare(t, file, m.goldenName(file, insteadSuffix), p.instead.preferred[file])
}

// compare compares the patch for a file with a golden file, which is there only if the patch concerns the file and is to be shown.
func (p *patch) compare(t *testing.T, file, name string, shown bool) {
	t.Helper()
	for _, s := range p.Steps {
		if s.File == file && s.Status != rewrite.Made && s.Status != rewrite.Refused {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	for _, f := range p.Files {
		if f.Name != file {
			continue
		}
		if f.Trouble != "" {
			t.Errorf("%s: %s", f.Name, f.Trouble)
		}
		if shown {
			golden.Compare(t, name, []byte(p.verdicts[file]+rewrite.Unified(file, f.Src, f.Edits)))
			return
		}
	}
	golden.None(t, name)
}

// checkBuild makes the patches in a copy of the module. It must then build and vet, and leave nothing to do for a second run.
func (m *module) checkBuild(t *testing.T) {
	t.Helper()
	p, err := m.patches()
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS(filepath.Dir(m.dir))); err != nil { // with the modules that it needs
		t.Fatal(err)
	}
	dir := filepath.Join(root, m.name)
	m.settle(t, dir, p.kept, false)
	if len(p.instead.preferred) > 0 {
		m.settle(t, dir, p.instead, true)
	}
}

// settle makes a patch in dir, and checks what it made.
func (m *module) settle(t *testing.T, dir string, p *patch, instead bool) {
	t.Helper()
	for _, f := range p.Files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Name)), f.New, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	GoVet(t, dir)
	settled := newModule(m.rule, dir)
	r, err := settled.audit()
	if err != nil {
		t.Fatal(err)
	}
	again, err := settled.plan(r, instead)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Files) > 0 {
		t.Errorf("a second run would change %s", again.Files[0].Name)
	}
}

// plan plans every fix of a report. With instead, they do what was probably meant, where that is something else.
func (m *module) plan(r *report, instead bool) (*patch, error) {
	out := &patch{verdicts: map[string]string{}, preferred: map[string]bool{}}
	var list []rewrite.Candidate
	for _, f := range r.Findings {
		file := r.name(f)
		src, err := os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(file)))
		if err != nil {
			return nil, err
		}
		switch {
		case f.Fix.Instead == nil:
		case instead:
			out.preferred[file] = true
			f.Fix = *f.Fix.Instead
		default:
			f.Fix.Instead = nil
		}
		list = append(list, rewrite.Candidate{File: file, Line: f.Line, Rule: f.Rule, Sum: sha256.Sum256(src), Fix: f.Fix})
		if f.InLoop != rule.Yes && f.Fix.Reason == "nothing to fix" {
			continue
		}
		line := fmt.Sprintf("line %d: %s", f.Line, f.Fix.Level)
		if f.Fix.Reason != "" {
			line += ": " + f.Fix.Reason
		}
		out.verdicts[file] += line + "\n"
	}
	out.Patch = rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(file))) },
	})
	return out, nil
}

// GoVet builds and vets a module.
func GoVet(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), "go", "vet", "-lostcancel=false", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("go vet: %v\n%s", err, out.Bytes())
	}
}
