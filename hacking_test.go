package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A block of docs/HACKING.md that is a file, or lines to insert into one behind a line.
var hackingBlock = regexp.MustCompile("(?ms)^```\\w+ (file|insert)=(\\S+)(?: after=\"([^\n]*)\")?\n(.*?)^```$")

// TestHacking adds the rule that docs/HACKING.md builds to a copy of the tree: it has to build, stand the tests of its folder and of the
// architecture, and do what the text says.
func TestHacking(t *testing.T) {
	text, err := os.ReadFile("docs/HACKING.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	copyTree(t, dir)
	blocks := hackingBlock.FindAllStringSubmatch(string(text), -1)
	if len(blocks) < 10 {
		t.Fatalf("docs/HACKING.md has %d files and insertions: has their notation changed?", len(blocks))
	}
	for _, b := range blocks {
		kind, name, after, code := b[1], filepath.Join(dir, b[2]), b[3], b[4]
		if kind == "insert" {
			old, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			before, rest, ok := strings.Cut(string(old), after+"\n")
			if !ok {
				t.Fatalf("%s has no line %q", b[2], after)
			}
			code = before + after + "\n" + code + rest
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	goIn(t, dir, "test", "./rules/aftersleep", "-update")
	golden, err := os.ReadFile(filepath.Join(dir, "golden/rules/aftersleep/go1.26/waits.go.diff"))
	if want := "-		<-(time.After(time.Second)) // want aftersleep statement yes - churn\n+		time.Sleep(time.Second)"; err != nil || !strings.Contains(string(golden), want) {
		t.Errorf("the golden diff lacks\n%s\n%v\n%s", want, err, golden)
	}
	goIn(t, dir, "test", "./rules/aftersleep")
	goIn(t, dir, "test", ".", "-run", "TestArchitecture|TestFileLength")
	goIn(t, dir, "test", "./rules", "-run", "TestPages|TestExamples")
	found := goIn(t, dir, "run", ".", "audit", "--fail-on", "never", "--rules", "aftersleep", "--format", "csv", "testdata/rules/aftersleep/go1.26")
	for _, want := range []string{"waits.go,7,", "waits.go,12,"} {
		if !strings.Contains(found, want) {
			t.Errorf("the audit does not report %s:\n%s", want, found)
		}
	}
}

// copyTree copies what it takes to build and test rules.
func copyTree(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum", "main.go", "all_test.go"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"rules", "rewrite", "audit", "golden"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
	}
}

// goIn runs the go command in dir and returns its standard output.
func goIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-buildvcs=false")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, out, &stderr)
	}
	return string(out)
}
