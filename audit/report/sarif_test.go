package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // has the schema
	"github.com/santhosh-tekuri/jsonschema/v6"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// sarifLog is what the tests look at in a log.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct{ ID string }
			}
		}
		Results []sarifResult
	}
}

type sarifResult struct {
	RuleID              string
	RuleIndex           int
	Level               string
	PartialFingerprints map[string]string
	Suppressions        []struct{ Kind, Justification string }
	Locations           []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           sarifRegion
		}
	}
	Fixes []struct {
		ArtifactChanges []struct {
			Replacements []struct {
				DeletedRegion   sarifRegion
				InsertedContent struct{ Text string }
			}
		}
	}
}

type sarifRegion struct{ StartLine, StartColumn, EndLine, EndColumn int }

// sarif returns r as SARIF, which it checks against the schema.
func sarif(t *testing.T, r *audit.Report) []sarifResult {
	t.Helper()
	log := written(t, r, report.Options{Format: report.FormatSARIF})
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("the log is not valid: %v\n%s", err, log)
	}
	var parsed sarifLog
	if err := json.Unmarshal([]byte(log), &parsed); err != nil {
		t.Fatal(err)
	}
	run := parsed.Runs[0]
	for _, res := range run.Results {
		if rules.Lookup(res.RuleID) != nil && run.Tool.Driver.Rules[res.RuleIndex].ID != res.RuleID {
			t.Errorf("a result of %s has the index of %s", res.RuleID, run.Tool.Driver.Rules[res.RuleIndex].ID)
		}
	}
	return run.Results
}

// sarifSchema returns the schema that OASIS published, which go-sarif keeps in a constant that it does not export.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		return nil, fmt.Errorf("find go-sarif: %w", err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	spec, ok := file.Scope.Lookup("schema").Decl.(*ast.ValueSpec)
	if !ok {
		return nil, fmt.Errorf("go-sarif has no constant called schema")
	}
	text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("sarif.json")
})

// TestSARIFValid: the logs of all kinds of reports have the form they must have, those of damaged ones included.
func TestSARIFValid(t *testing.T) {
	odd := sample()
	odd.Findings[2].File = "a b/100%:,\xff\x1b.go"
	odd.Findings[2].Rule = "later" // a rule of a later version
	odd.Findings[2].Fix.Diff = "no diff"
	odd.Errors = []audit.Problem{{Reason: "read directory: permission denied"}, {File: "x.go", Line: 3, Reason: "parse file"}}
	for name, r := range map[string]*audit.Report{
		"sample": sample(), "empty": empty(), "nothing": {Schema: 1, Tool: "unleak"}, "odd": odd, "monorepo": monorepo(100),
	} {
		t.Run(name, func(t *testing.T) { sarif(t, r) })
	}
	if uri, want := sarif(t, odd)[0].Locations[0].PhysicalLocation.ArtifactLocation.URI, "a%20b/100%25%3A%2C%5Cxff%1B.go"; uri != want {
		t.Errorf("the file is at %s, want %s", uri, want)
	}
}

// TestSARIFResults: levels go by class, harmless sites are left out, accepted ones are suppressed, and the
// same thing twice in a function is two things.
func TestSARIFResults(t *testing.T) {
	r := sample()
	r.Suppressed[0].Class = rule.Leak
	again := r.Findings[3]
	again.Line = 200
	r.Findings = append(r.Findings, again)
	var got []string
	for _, res := range sarif(t, r) {
		place := res.Locations[0].PhysicalLocation
		line := fmt.Sprintf("%s:%d %s %s %s", place.ArtifactLocation.URI, place.Region.StartLine, res.RuleID, res.Level, res.PartialFingerprints["unleak/v1"])
		for _, s := range res.Suppressions {
			line += " " + s.Kind + " " + s.Justification
		}
		got = append(got, line)
	}
	want := []string{
		"a.go:3 tick warning :1 inSource //unleak:ignore tick one per process",
		"internal/transport/http2/connection_pool_manager.go:1024 blockingdrain error b2:1",
		"worker/queue.go:42 loopafter warning c3:1",
		"worker/queue.go:113 loopafter note d4:1",
		"worker/queue.go:200 loopafter note d4:2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
}

// TestSARIFColumns: columns are characters on lines that the report shows.
func TestSARIFColumns(t *testing.T) {
	src := "package a\n\nvar é, ö = f(\"日本\"), time.Tick(1)\n"
	at := strings.Index(src, "time.Tick")
	end := at + len("time.Tick(1)")
	column := at - strings.Index(src, "var") + 1
	diff := rewrite.Unified("a.go", []byte(src), []rewrite.Edit{{Start: at, End: end, New: "time.NewTicker(1).C"}})
	r := &audit.Report{Schema: 1, Tool: "unleak", Findings: []audit.Finding{{
		Rule: "tick", File: "a.go", Line: 3, Column: column, EndLine: 3, EndColumn: column + end - at, Class: rule.Leak, Fix: rewrite.Fix{Level: rewrite.Safe, Diff: diff},
	}}}
	got := sarif(t, r)[0].Locations[0].PhysicalLocation.Region
	if want := (sarifRegion{3, 21, 3, 33}); got != want {
		t.Errorf("region %+v, want %+v", got, want)
	}
}

// TestSARIFFixes: the fixes of a log do to a file what git apply makes of the patches they come from: for every fix of the test
// data, and for files with ends that are easily forgotten.
func TestSARIFFixes(t *testing.T) {
	var sources []string
	r := &audit.Report{Schema: 1, Tool: "unleak"}
	add := func(src, diff string) {
		name := fmt.Sprintf("%d.go", len(sources))
		diff = diffHead.ReplaceAllString(diff, fmt.Sprintf("diff --git a/%[1]s b/%[1]s\n--- a/%[1]s\n+++ b/%[1]s\n", name))
		sources = append(sources, src)
		r.Findings = append(r.Findings, audit.Finding{
			Rule: "tick", File: name, Line: len(sources), Class: rule.Leak, Fix: rewrite.Fix{Level: rewrite.Safe, Diff: diff},
		})
	}
	for _, f := range audited(t, "testdata/service", "testdata/rules/tick", "testdata/rules/needlessdrain").Findings {
		src, err := os.ReadFile(filepath.Join("../..", f.File))
		if err != nil {
			t.Fatal(err)
		}
		if f.Fix.Diff != "" {
			add(string(src), f.Fix.Diff)
		}
	}
	if len(sources) < 100 {
		t.Errorf("only %d fixes were found", len(sources))
	}
	for _, src := range []string{"a\nb\nc\n", "a\nb\nc", "a\r\nb\r\n", "é\n日", "a\n\n", "a", ""} {
		for start := range len(src) + 1 {
			for end := start; end <= len(src); end++ {
				for _, text := range []string{"", "x\n", "\nxé"} {
					diff := rewrite.Unified("a.go", []byte(src), []rewrite.Edit{{Start: start, End: end, New: text}})
					if diff != "" && utf8.ValidString(diff) { // no rule changes half a character
						add(src, diff)
					}
				}
			}
		}
	}
	want := gitApplied(t, r, sources)
	for _, res := range sarif(t, r) {
		n := res.Locations[0].PhysicalLocation.Region.StartLine - 1
		if len(res.Fixes) != 1 {
			t.Fatalf("no fix for\n%s", r.Findings[n].Fix.Diff)
		}
		if diff := cmp.Diff(want[n], sarifApplied(t, sources[n], res)); diff != "" {
			t.Fatalf("of the fix\n%s\n-git apply +SARIF:\n%s", r.Findings[n].Fix.Diff, diff)
		}
	}
}

var diffHead = regexp.MustCompile(`^diff --git .*\n--- .*\n\+\+\+ .*\n`)

// audited returns the report on directories of this repository, with diffs.
func audited(t *testing.T, dirs ...string) *audit.Report {
	t.Helper()
	tree, err := load.Scan(t.Context(), load.Config{Dir: "../..", Paths: dirs, Interests: audit.Interests(rules.All())})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	r.AddDiffs(func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(r.Root, file)) })
	return r
}

// gitApplied returns what git apply makes of the files of r, given their sources.
func gitApplied(t *testing.T, r *audit.Report, sources []string) (applied []string) {
	t.Helper()
	dir := t.TempDir()
	var patch strings.Builder
	for i, f := range r.Findings {
		if err := os.WriteFile(filepath.Join(dir, f.File), []byte(sources[i]), 0o666); err != nil {
			t.Fatal(err)
		}
		patch.WriteString(f.Fix.Diff)
	}
	git := exec.Command("git", "apply", "--whitespace=nowarn", "-")
	git.Dir, git.Stdin = dir, strings.NewReader(patch.String())
	if out, err := git.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s", err, out)
	}
	for _, f := range r.Findings {
		got, err := os.ReadFile(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		applied = append(applied, string(got))
	}
	return applied
}

// sarifApplied makes the fix of a result, as the specification has it.
func sarifApplied(t *testing.T, src string, res sarifResult) string {
	t.Helper()
	runes := bytes.Runes([]byte(src))
	starts := []int{0}
	for i, c := range runes {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	at := func(line, column int) int {
		if line > len(starts) || column < 1 || starts[line-1]+column-1 > len(runes) {
			t.Fatalf("%d:%d is not in the file", line, column)
		}
		return starts[line-1] + column - 1
	}
	replacements := slices.Clone(res.Fixes[0].ArtifactChanges[0].Replacements)
	slices.Reverse(replacements)
	for _, r := range replacements {
		d := r.DeletedRegion
		runes = slices.Replace(runes, at(d.StartLine, d.StartColumn), at(d.EndLine, d.EndColumn), []rune(r.InsertedContent.Text)...)
	}
	return string(runes)
}

// FuzzDiff: whatever a report from outside says that a fix changes, SARIF stays valid and a page keeps its data.
func FuzzDiff(f *testing.F) {
	for _, diff := range []string{
		sampleDiff, "", "@@", "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n", "--- a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
		"--- a\n+++ b\n@@ -9223372036854775807 +1 @@\n-x\n+y\n", "--- a\n+++ b\n@@ -2,0 +3 @@\n+x\n\\ No newline at end of file\n",
	} {
		f.Add(diff)
	}
	f.Fuzz(func(t *testing.T, diff string) {
		r := sample()
		r.Findings = r.Findings[2:3]
		r.Findings[0].Fix.Diff = diff
		sarif(t, r)
		htmlReport(t, r)
	})
}
