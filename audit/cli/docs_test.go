package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/golden"
)

// TestDocs runs every command that the documents show in a console block, each document in a repository of its own that holds the bundled
// service, and compares what comes back. With -update it rewrites the documents.
func TestDocs(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(repo, "docs", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("find documents: %d, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			old, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := newSandbox(t)
			s.commitService()
			text := consoleBlock.ReplaceAllStringFunc(string(old), s.console)
			if *golden.Update {
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(old), text); diff != "" {
				t.Errorf("%s (-it says +it is; -update accepts):\n%s", file, diff)
			}
		})
	}
}

// A sandbox is a place to run shell commands in, with settings that are nobody's. TestMain put unleak on the path.
type sandbox struct {
	t   *testing.T
	dir string // of the repository
	env []string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	for _, tool := range []string{"git", "bash"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the examples need %s: %v", tool, err)
		}
	}
	top := t.TempDir()
	s := &sandbox{t: t, dir: filepath.Join(top, "repo")}
	s.env = append(os.Environ(),
		"HOME="+top, "XDG_CONFIG_HOME="+top, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+filepath.Join(top, "gitconfig"),
		"GOFLAGS=-buildvcs=false", "GOPROXY=off", "GOTOOLCHAIN=local", "LC_ALL=C.UTF-8", "PAGER=cat",
	)
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} { // they hang on HOME
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		s.env = append(s.env, name+"="+strings.TrimSpace(string(out)))
	}
	if err := os.Mkdir(s.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	s.must("git config --global user.name t && git config --global user.email t@example.com && git config --global init.defaultBranch main")
	return s
}

// commitService fills the repository with the bundled service.
func (s *sandbox) commitService() {
	s.t.Helper()
	if err := os.CopyFS(s.dir, os.DirFS(filepath.Join(repo, "testdata", "service"))); err != nil {
		s.t.Fatal(err)
	}
	s.must("git init -q && git add -A && git commit -qm service")
}

// run runs a script in the repository, as CI systems do, and returns what it prints and its exit status.
func (s *sandbox) run(script string, env ...string) (output string, status int) {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), "bash", "-e", "-c", script)
	cmd.Dir, cmd.Env = s.dir, append(s.env[:len(s.env):len(s.env)], env...)
	out, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		s.t.Fatalf("%s: %v", script, err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// must runs a script that has to succeed.
func (s *sandbox) must(script string, env ...string) string {
	s.t.Helper()
	out, status := s.run(script, env...)
	if status != 0 {
		s.t.Fatalf("exit status %d: %s\n%s", status, script, out)
	}
	return out
}

// console runs the commands of a console block and returns the block with their output. A line that ends in a backslash goes on.
func (s *sandbox) console(block string) string {
	var out strings.Builder
	out.WriteString("```console\n")
	lines := strings.Split(block, "\n")
	for i := 0; i < len(lines); i++ {
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !ok {
			continue
		}
		out.WriteString(lines[i] + "\n")
		for strings.HasSuffix(command, `\`) && i+1 < len(lines) {
			i++
			out.WriteString(lines[i] + "\n")
			command += "\n" + lines[i]
		}
		got, _ := s.run(command)
		out.WriteString(s.sameEverywhere(got))
	}
	out.WriteString("```\n")
	return out.String()
}

var commitName = regexp.MustCompile(`\b[0-9a-f]{12}\b`)

// sameEverywhere gives commits one name, and the repository one place.
func (s *sandbox) sameEverywhere(output string) string {
	return strings.ReplaceAll(commitName.ReplaceAllString(output, "5eed00c0ffee"), s.dir, "/home/you/service")
}
