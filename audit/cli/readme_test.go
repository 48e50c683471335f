package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/golden"
	"unleak/rules"
)

// TestReadme runs every command that README.md shows in a console block and compares what comes back, byte by byte,
// and the table of rules with the catalogue. With -update it rewrites both.
func TestReadme(t *testing.T) {
	file := filepath.Join(repo, "README.md")
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := demoRepo(t)
	blocks := 0
	text := consoleBlock.ReplaceAllStringFunc(string(old), func(block string) string {
		blocks++
		return rerun(t, dir, block)
	})
	if blocks == 0 {
		t.Error("README.md shows no command")
	}
	text = rulesTable.ReplaceAllString(text, "${1}"+ruleTable()+"${2}")
	if *golden.Update {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(old), text); diff != "" {
		t.Errorf("README.md (-it says +it is; -update accepts):\n%s", diff)
	}
}

var (
	consoleBlock = regexp.MustCompile("(?s)```console\n.*?```\n")
	rulesTable   = regexp.MustCompile(`(?s)(<!-- rules:[^\n]*-->\n).*?(<!-- end of rules -->\n)`)
	demoRecipe   = regexp.MustCompile(`(?m)^demo:.*\n(?:\t.*\n)+`)
	demoCommand  = regexp.MustCompile(`(?m)^\t@\./bin/unleak ([^|\n]*)`)
)

// demoRepo makes a repository with nothing but what the README's commands look at: names in reports are
// those of the repository, and a copy of this one without its history is none.
func demoRepo(t *testing.T) string {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	const service = "testdata/service"
	if err := os.CopyFS(filepath.Join(dir, service), os.DirFS(filepath.Join(repo, service))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// rerun runs the commands of a console block in dir and returns the block with their output.
func rerun(t *testing.T, dir, block string) string {
	var out strings.Builder
	out.WriteString("```console\n")
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		out.WriteString(line)
		args := strings.Fields(command)
		if args[0] != "unleak" {
			t.Fatalf("README.md shows a command that is not tested: %s", command)
		}
		r := newRun(dir, args[1:]...)
		r.main()
		out.Write(r.stdout.Bytes())
		out.Write(r.stderr.Bytes())
	}
	out.WriteString("```\n")
	return out.String()
}

// TestDemo runs what make demo runs: the audit of the bundled service, and its patch.
func TestDemo(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(repo, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	commands := demoCommand.FindAllStringSubmatch(demoRecipe.FindString(string(makefile)), -1)
	want := map[string]int{"audit": 0, "rewrite": 1} // the patch is not empty
	if len(commands) != len(want) {
		t.Fatalf("make demo runs %d commands, want %d", len(commands), len(want))
	}
	dir := demoRepo(t)
	for _, c := range commands {
		args := strings.Fields(c[1])
		r := newRun(dir, args...)
		if exit, ok := want[args[0]]; !ok || r.main() != exit || r.stdout.Len() == 0 {
			t.Errorf("unleak %s does not exit with %d: %s", c[1], exit, r.stderr.Bytes())
		}
	}
}

// ruleTable returns the catalogue in Markdown.
func ruleTable() string {
	var b strings.Builder
	b.WriteString("\n| rule | finds | fix | level |\n|---|---|---|---|\n")
	for _, r := range rules.All() {
		fix, level := r.Fix, string(r.Best)
		if r.Best == "" {
			fix, level = "", ""
		}
		row := fmt.Sprintf("| `%s` | %s | %s | %s |\n", r.Name, strings.ReplaceAll(r.Finds, "|", `\|`), fix, level)
		b.WriteString(strings.ReplaceAll(row, "|  ", "| "))
	}
	b.WriteString("\n")
	return b.String()
}
