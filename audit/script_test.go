package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules"
	"unleak/rules/rule"
)

// FuzzScripts shows every rule whatever a script may hold: nothing may panic or run for ever, and a finding stands where it says.
func FuzzScripts(f *testing.F) {
	names := []string{"Dockerfile", "Makefile", "test.sh", "ci.yml", ".env", "app.service", "Jenkinsfile", "BUILD.bazel", "devcontainer.json"}
	err := filepath.WalkDir(caseDir+"/asynctimer/scripts", func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		for i := range names {
			f.Add(uint8(i), data)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint8(0), []byte("GODEBUG=\xff\x00asynctimerchan=\r\n\"'"))
	f.Fuzz(func(t *testing.T, name uint8, src []byte) {
		file := names[int(name)%len(names)]
		tree := &load.Tree{Scripts: []load.Script{{Path: file, Src: src}}}
		r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(src), "\n")
		for _, x := range r.Findings {
			switch {
			case x.File != file || x.Message == "" || !strings.Contains(x.Pattern, "asynctimerchan="):
				t.Errorf("incomplete finding: %+v", x)
			case x.Line < 1 || x.Line > len(lines) || x.Column < 1 || x.Column > len(lines[x.Line-1]):
				t.Errorf("there is no such place: %+v", x)
			case !strings.HasPrefix(lines[x.Line-1][x.Column-1:], x.Pattern) || x.EndLine != x.Line || x.EndColumn != x.Column+len(x.Pattern):
				t.Errorf("it stands elsewhere: %+v in %q", x, lines[x.Line-1])
			}
		}
	})
}

// A script of one long line takes no longer than others.
func TestLongLine(t *testing.T) {
	for _, part := range []string{"GODEBUG=", "GODEBUG=asynctimerchan=1,", "GODEBUG=asynctimerchan=1 ", "name: GODEBUG, value: ", "ENV GODEBUG ", "${{ ", "\"'"} {
		src := []byte(strings.Repeat(part, 1<<20/len(part)) + "asynctimerchan=1")
		tree := &load.Tree{Scripts: []load.Script{{Path: "a.sh", Src: src}}}
		r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Findings {
			if len(x.Pattern) > 200 {
				t.Errorf("%q: a pattern of %d bytes", part, len(x.Pattern))
			}
		}
	}
}

// The findings of scripts belong to no function and no module, and count as any other.
func TestScriptFindings(t *testing.T) {
	tree, err := load.Scan(t.Context(), load.Config{Paths: []string{caseDir + "/asynctimer/scripts/.env"}, Scripts: audit.ScriptWords(rules.All())})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) != 1 || len(r.Modules) != 0 || r.Summary.Files != 0 || r.Summary.Lines != 0 || r.Summary.ByRule["asynctimer"] != 1 {
		t.Fatalf("report %+v", r)
	}
	f := r.Findings[0]
	if f.Func != "" || f.Fingerprint == "" || f.Class != rule.Leak || f.Column != 1 || f.Fix.Reason != "the rule only reports" {
		t.Errorf("finding %+v", f)
	}
}
