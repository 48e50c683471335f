package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commands lists a command and all below it.
func commands(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		list = append(list, commands(c)...)
	}
	return list
}

// TestHelp: every command says in its help what it does, with an example that its flags take, and every flag says what it is for.
func TestHelp(t *testing.T) {
	root := (&app{}).root()
	for _, cmd := range commands(root) {
		if cmd.Short == "" || cmd.Long == "" && cmd.Name() != "version" && cmd.Name() != "rules" {
			t.Errorf("%s: the help does not say what it does", cmd.CommandPath())
		}
		if !strings.Contains(cmd.Example, "  "+cmd.CommandPath()) {
			t.Errorf("%s: no example in its help", cmd.CommandPath())
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s: --%s does not say what it is for", cmd.CommandPath(), f.Name)
			}
		})
	}
}

// TestExamples: the examples of the help name commands and flags that there are.
func TestExamples(t *testing.T) {
	n := 0
	for _, cmd := range commands((&app{}).root()) {
		for line := range strings.SplitSeq(cmd.Example, "\n") {
			for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("|;&", r) }) {
				args := strings.Fields(part)
				if i := slices.Index(args, "unleak"); i >= 0 && len(args) > i+1 {
					n++
					checkExample(t, args[i+1:])
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d examples", n)
	}
}

// checkExample parses the flags of a command line, as far as the column with what it is for.
func checkExample(t *testing.T, args []string) {
	t.Helper()
	cmd, rest, err := (&app{}).root().Find(args)
	if err != nil {
		t.Errorf("unleak %s: %v", strings.Join(args, " "), err)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("unleak %s: %v", strings.Join(args, " "), err)
	}
}

// TestMan: there is a page for every command, with its flags, and twice the same.
func TestMan(t *testing.T) {
	write := func() map[string]string {
		dir := t.TempDir()
		var stderr bytes.Buffer
		env := Env{Args: []string{"man", dir}, Dir: dir, Version: "v1.2.3", Stdout: io.Discard, Stderr: &stderr}
		if exit := Main(context.Background(), env); exit != 0 {
			t.Fatalf("exit status %d: %s", exit, &stderr)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		pages := map[string]string{}
		for _, f := range files {
			page, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			pages[filepath.Base(f)] = string(page)
		}
		return pages
	}
	first, second := write(), write()
	for _, cmd := range commands((&app{}).root()) {
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		page := first[name]
		if page == "" || page != second[name] {
			t.Errorf("%s: there is no page, or not the same twice", name)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, `\-\-`+f.Name) && !strings.Contains(page, "--"+f.Name) {
				t.Errorf("%s: nothing about --%s", name, f.Name)
			}
		})
	}
}
