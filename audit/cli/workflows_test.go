package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"unleak/rules"
	"unleak/rules/vet"
)

// newLeak adds a leak to the bundled service.
const newLeak = `cat > notify/ping.go <<'END'
package notify

import (
	"context"
	"time"
)

// Ping tells whether there is time left.
func Ping(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Second)
	return ctx.Err()
}
END
git add notify/ping.go
`

// onBranch makes a baseline on main and a branch that adds a harmless line or, if leaky, a leak. origin/main is main.
func (s *sandbox) onBranch(leaky bool) {
	s.commitService()
	s.must("unleak baseline write --class bug,leak && git add unleak-baseline.json && git commit -qm baseline && git update-ref refs/remotes/origin/main main")
	change := "echo '// Nothing new.' >> notify/stream.go\n"
	if leaky {
		change = newLeak
	}
	s.must("git switch -qc feature\n" + change + "git commit -qam feature")
}

// A workflow of GitHub Actions, as far as it can be run without network.
type workflow struct {
	Jobs map[string]struct {
		Needs    string
		Strategy struct{ Matrix map[string][]string }
		Steps    []step
	}
}

type step struct {
	Name, Uses, Run string
	Env             map[string]string
	With            map[string]string
}

// job runs the steps of a job that run scripts, and returns what they print and the first exit status that is not 0, with the name of its step.
func (s *sandbox) job(t *testing.T, steps []step, matrix map[string]string) (output, failed string) {
	paths, summary := filepath.Join(t.TempDir(), "path"), filepath.Join(s.dir, "..", "summary.md")
	if err := os.WriteFile(paths, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	ran := 0
	for _, st := range steps {
		if st.Run == "" {
			continue
		}
		ran++
		added, err := os.ReadFile(paths)
		if err != nil {
			t.Fatal(err)
		}
		path := strings.ReplaceAll(string(added), "\n", string(os.PathListSeparator)) + os.Getenv("PATH")
		env := []string{"GITHUB_PATH=" + paths, "GITHUB_STEP_SUMMARY=" + summary, "GITHUB_BASE_REF=main", "PATH=" + path}
		for name, value := range st.Env {
			env = append(env, name+"="+expand(t, value, matrix))
		}
		out, status := s.run(st.Run, env...)
		all.WriteString(out)
		if status != 0 {
			return all.String(), st.Name
		}
	}
	if ran < 2 {
		t.Fatalf("the job runs %d scripts", ran)
	}
	return all.String(), ""
}

var expression = regexp.MustCompile(`\$\{\{ matrix\.(\w+) \}\}`)

func expand(t *testing.T, value string, matrix map[string]string) string {
	out := expression.ReplaceAllStringFunc(value, func(e string) string { return matrix[expression.FindStringSubmatch(e)[1]] })
	if strings.Contains(out, "${{") {
		t.Fatalf("the test cannot expand %s", value)
	}
	return out
}

// linkUnleak puts this repository where the examples check unleak out.
func (s *sandbox) linkUnleak() {
	root, err := filepath.Abs(repo)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(s.dir, ".unleak")); err != nil {
		s.t.Skipf("link unleak: %v", err)
	}
	s.must("echo .unleak >> .git/info/exclude")
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(repo, "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(src, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// TestGitHubActions runs the scripts of the example workflow on a branch with a new leak, and on one without.
func TestGitHubActions(t *testing.T) {
	var w workflow
	readYAML(t, "github-actions.yml", &w)
	for _, leaky := range []bool{true, false} {
		s := newSandbox(t)
		s.onBranch(leaky)
		s.linkUnleak()
		out, failed := s.job(t, w.Jobs["leaks"].Steps, nil)
		want := ""
		if leaky {
			want = "No new leaks"
		}
		if failed != want {
			t.Errorf("leaky %t: step %q failed, want %q:\n%s", leaky, failed, want, out)
		}
		if got := strings.Contains(out, "::warning file=notify/ping.go,line=10,"); got != leaky {
			t.Errorf("leaky %t: annotated %t:\n%s", leaky, got, out)
		}
		var log struct{ Runs []json.RawMessage }
		if sarif := s.read("unleak.sarif"); json.Unmarshal(sarif, &log) != nil || len(log.Runs) != 1 {
			t.Errorf("the SARIF report has %d runs:\n%.300s", len(log.Runs), sarif)
		}
		if page := s.read("unleak.html"); !bytes.HasPrefix(page, []byte("<!")) {
			t.Errorf("no page:\n%.300s", page)
		}
		if summary := s.read("../summary.md"); !bytes.HasPrefix(summary, []byte("### unleak: ")) {
			t.Errorf("no summary:\n%.300s", summary)
		}
	}
}

func (s *sandbox) read(name string) []byte {
	s.t.Helper()
	src, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return src
}

// TestGitHubShards runs every shard of the example workflow, and then the job that makes one report of them.
func TestGitHubShards(t *testing.T) {
	var w workflow
	readYAML(t, "github-actions-shards.yml", &w)
	s := newSandbox(t)
	s.commitService()
	s.linkUnleak()
	shard := w.Jobs["shard"]
	for _, i := range shard.Strategy.Matrix["shard"] {
		if out, failed := s.job(t, shard.Steps, map[string]string{"shard": i}); failed != "" {
			t.Fatalf("shard %s: step %q failed:\n%s", i, failed, out)
		}
	}
	// The service leaks, so the job fails; its report is written all the same.
	if out, failed := s.job(t, w.Jobs["report"].Steps, nil); failed != "Make one report" {
		t.Errorf("step %q failed:\n%s", failed, out)
	}
	if page := s.read("unleak.html"); !bytes.Contains(page, []byte("21 sites in 11 Go files")) {
		t.Errorf("not a report of all shards:\n%.300s", page)
	}
}

// TestGitLab runs the scripts of the example pipeline.
func TestGitLab(t *testing.T) {
	var pipeline struct {
		Unleak struct {
			BeforeScript []string `yaml:"before_script"`
			Script       []string
		}
	}
	readYAML(t, "gitlab-ci.yml", &pipeline)
	scripts := slices.Concat(pipeline.Unleak.BeforeScript, pipeline.Unleak.Script)
	if !strings.HasPrefix(scripts[0], "git clone ") {
		t.Fatalf("the first command clones nothing: %s", scripts[0])
	}
	for _, leaky := range []bool{true, false} {
		s := newSandbox(t)
		s.onBranch(leaky)
		s.linkUnleak() // instead of a clone
		base := strings.TrimSpace(s.must("git merge-base main HEAD"))
		out, status := s.run(strings.Join(scripts[1:], "\n"), "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base)
		if leaky != (status == 1) || leaky != strings.Contains(out, "notify/ping.go") || status > 1 {
			t.Errorf("leaky %t: exit status %d:\n%s", leaky, status, out)
		}
		if !leaky && !json.Valid(s.read("gl-sast-unleak.sarif")) {
			t.Error("the SARIF report is no JSON")
		}
	}
}

// TestPreCommit runs the example hook as pre-commit does: with the names of the files that are about to be committed.
func TestPreCommit(t *testing.T) {
	var config struct {
		Repos []struct {
			Hooks []struct{ Entry, Language string }
		}
	}
	readYAML(t, "pre-commit-config.yaml", &config)
	hook := config.Repos[0].Hooks[0]
	s := newSandbox(t)
	s.commitService()
	if out, status := s.run(hook.Entry + " notify/stream.go"); status != 0 {
		t.Errorf("a known leak: exit status %d:\n%s", status, out)
	}
	s.must(newLeak)
	if out, status := s.run(hook.Entry + " notify/ping.go"); status != 1 {
		t.Errorf("a new leak: exit status %d:\n%s", status, out)
	}
}

// TestManyRepositories runs the example script of multi-gitter, and the step of the batch spec, in two repositories, of which one has nothing to fix.
func TestManyRepositories(t *testing.T) {
	script, err := filepath.Abs(filepath.Join(repo, "docs", "multi-gitter.sh"))
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Steps []struct{ Run string }
	}
	readYAML(t, "batch-spec.yaml", &spec)
	leaky, clean := newSandbox(t), newSandbox(t)
	leaky.commitService()
	clean.must("git init -q && printf 'module example.com/m\n\ngo 1.26\n' > go.mod && printf 'package m\n' > m.go && git add -A && git commit -qm m")
	for name, s := range map[string]*sandbox{"leaky": leaky, "clean": clean} {
		reports := t.TempDir()
		s.must("git branch before")
		if out, status := s.run(script, "REPORTS="+reports, "REPOSITORY=org/"+name); status != 0 {
			t.Fatalf("%s: exit status %d:\n%s", name, status, out)
		}
		commits := strings.TrimSpace(s.must("git rev-list --count before..HEAD"))
		if want := map[string]string{"leaky": "1", "clean": "0"}[name]; commits != want {
			t.Errorf("%s: %s commits, want %s", name, commits, want)
		}
		report, err := os.ReadFile(filepath.Join(reports, name+".json"))
		if err != nil || !json.Valid(report) {
			t.Errorf("%s: report: %v", name, err)
		}
		s.must("git reset -q --hard before")
		out := s.must(spec.Steps[0].Run, "TMPDIR="+t.TempDir())
		if changed := s.must("git status --short") != ""; changed != (name == "leaky") {
			t.Errorf("%s: the step of the batch spec changes files: %t\n%s", name, changed, out)
		}
		if name == "leaky" && !strings.Contains(out, "| `worker/queue.go:44` |") {
			t.Errorf("not the text of a pull request:\n%s", out)
		}
	}
}

// TestOtherTools: the settings for golangci-lint name rules and a package that there are, and the target for Bazel a package with an analyzer.
func TestOtherTools(t *testing.T) {
	var lint struct {
		Linters struct {
			Settings struct {
				Custom map[string]struct {
					Type     string
					Settings struct{ Rules, Skip []string }
				}
			}
		}
	}
	readYAML(t, "golangci.yml", &lint)
	custom := lint.Linters.Settings.Custom["unleak"]
	for _, name := range slices.Concat(custom.Settings.Rules, custom.Settings.Skip) {
		if rules.Lookup(name) == nil {
			t.Errorf("golangci.yml: no rule %s", name)
		}
	}
	var build struct {
		Plugins []struct{ Module, Path string }
	}
	readYAML(t, "custom-gcl.yml", &build)
	mod, err := os.ReadFile(filepath.Join(repo, strings.TrimPrefix(build.Plugins[0].Path, "./.unleak/"), "go.mod"))
	if err != nil || !strings.HasPrefix(string(mod), "module "+build.Plugins[0].Module+"\n") {
		t.Errorf("custom-gcl.yml: no module %s there: %v", build.Plugins[0].Module, err)
	}
	bazel, err := os.ReadFile(filepath.Join(repo, "docs", "BUILD.bazel"))
	if err != nil || !strings.Contains(string(bazel), fmt.Sprintf("deps = [%q]", "@unleak//rules/vet")) || vet.Analyzer.Name != "unleak" {
		t.Errorf("BUILD.bazel does not name the package with the analyzer: %v\n%s", err, bazel)
	}
}
