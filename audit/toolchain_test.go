package audit_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules/loopafter"
	"unleak/rules/rule"
)

// A toolchain runs the go command of one version of Go: "local", or a name as "go1.22.12".
type toolchain string

// toolchains tells why a toolchain is missing, or that it is not.
var toolchains sync.Map

// need skips t if tc cannot be had: it is neither here nor to be downloaded within a minute.
func (tc toolchain) need(t *testing.T) {
	t.Helper()
	check, _ := toolchains.LoadOrStore(tc, sync.OnceValue(func() string {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, "go", "version")
		cmd.Dir, cmd.Env = os.TempDir(), tc.env()
		if out, err := cmd.CombinedOutput(); err != nil {
			return strings.TrimSpace(err.Error() + ": " + string(out))
		}
		return ""
	}))
	if why := check.(func() string)(); why != "" {
		t.Skipf("the toolchain %s is not to be had: %s", tc, why)
	}
}

func (tc toolchain) env(more ...string) []string {
	return append(os.Environ(), append([]string{"GOTOOLCHAIN=" + string(tc), "GOWORK=off", "GOFLAGS=", "GODEBUG="}, more...)...)
}

// build builds the package in dir, as "./cmd/drive", into a program of the test and returns its file.
func (tc toolchain) build(t *testing.T, dir, pkg string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", program, pkg)
	cmd.Dir, cmd.Env = dir, tc.env()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s with %s: %v\n%s", pkg, tc, err, out)
	}
	return program
}

// runProgram runs a program with its arguments and returns its standard output.
func (tc toolchain) runProgram(t *testing.T, program []string, env ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program[0], program[1:]...)
	cmd.Env = tc.env(env...)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("run %q built with %s: %v\n%s%s", program, tc, err, out.Bytes(), problems.Bytes())
	}
	return out.Bytes()
}

// A loopRewrite says which loops to rewrite.
type loopRewrite struct {
	dir, form string
	only      func(f audit.Finding) bool // nil: all
}

// run makes the safe fixes of loopafter, as unleak rewrite would: in the module's own form if form is empty. It returns the findings.
func (r loopRewrite) run(t *testing.T) (found []audit.Finding) {
	t.Helper()
	rs := []*rule.Rule{loopafter.Rule}
	tree, err := load.Scan(t.Context(), load.Config{Dir: r.dir, Interests: audit.Interests(rs), NoTests: true})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rs, Form: r.form})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Errors) > 0 {
		t.Fatalf("errors: %v", report.Errors)
	}
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		if r.only == nil || r.only(f) {
			found = append(found, f)
			list = append(list, rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Sum: report.Sums[f.File], Fix: f.Fix})
		}
	}
	patch := rewrite.Plan(list, rewrite.Options{
		Read: func(file string) ([]byte, error) {
			return os.ReadFile(filepath.Join(tree.Root, filepath.FromSlash(file)))
		},
	})
	for _, s := range patch.Steps {
		if s.Fix.Level == rewrite.Safe && s.Status != rewrite.Made {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	for _, f := range patch.Changed() {
		write(t, filepath.Join(tree.Root, filepath.FromSlash(f.Name)), string(f.New))
	}
	return found
}
