package report_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rules/rule"
)

// TestGitHubLimit: GitHub drops annotations above ten of a type, so there are no more, and one of them says how many more
// findings there are; the list has all.
func TestGitHubLimit(t *testing.T) {
	for _, n := range []int{1, 39, 40, 41, 44, 400} {
		r := monorepo(n)
		out := written(t, r, report.Options{Format: report.FormatGitHub})
		annotated := 0
		for command, class := range map[string]rule.Class{"error": rule.Bug, "warning": rule.Leak, "notice": rule.Churn} {
			all := strings.Count(out, "\n"+"::"+command+" ") + count(strings.HasPrefix(out, "::"+command+" "))
			if all > 10 {
				t.Errorf("%d findings: %d annotations of type %s", n, all, command)
			}
			annotated += strings.Count(out, ",title="+string(class)+"%3A ")
		}
		more := r.Summary.ByClass[rule.Bug] + r.Summary.ByClass[rule.Leak] + r.Summary.ByClass[rule.Churn] - annotated
		if said := strings.Contains(out, fmt.Sprintf("::%d more finding", more)); said != (more > 0) {
			t.Errorf("%d findings: %d have no annotation, and it is said: %v", n, more, said)
		}
		if listed := strings.Count(out, "\nservices/"); listed != n {
			t.Errorf("%d findings: %d are listed", n, listed)
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestGitHubCommands: nothing that a file or an expression is called makes a command of its own, or gets lost.
func TestGitHubCommands(t *testing.T) {
	for _, evil := range []string{
		"::error::x", "a\n::error::x", "a\r::error::x", "a,line=9::b%0A", " ::stop-commands::x", "\u00a0::add-mask::x", "##[error]x", "a##[add-path]b",
		"100%25", "%3A%2C%0D", "a=b, c", "日本 \"'`|",
	} {
		r := sample()
		r.Findings = []audit.Finding{{
			Rule: evil, File: evil, Line: 1, Pattern: evil, Func: evil, Message: evil, Class: rule.Leak, InLoop: rule.Yes,
		}}
		r.Findings[0].Fix.Reason, r.Findings[0].Fix.Level = evil, "review"
		want := []githubCommand{
			{"warning", map[string]string{"file": evil, "line": "1", "endLine": "1", "title": "leak: " + evil}, evil + "\nFix: review: " + evil + "\nRule: " + evil},
			{"group", map[string]string{}, "unleak: 1 site"},
			{"endgroup", map[string]string{}, ""},
		}
		if diff := cmp.Diff(want, githubCommands(written(t, r, report.Options{Format: report.FormatGitHub}))); diff != "" {
			t.Errorf("%q makes other commands (-want +got):\n%s", evil, diff)
		}
	}
}

// A githubCommand is what the runner of GitHub Actions takes a line of a log for.
type githubCommand struct {
	Name       string
	Properties map[string]string
	Data       string
}

// githubCommands reads a log as ActionCommand.cs in github.com/actions/runner does: a command is a line that begins with two colons, or
// has an old one anywhere, and a name that the runner knows.
func githubCommands(log string) (out []githubCommand) {
	known := map[string]bool{}
	for name := range strings.FieldsSeq("error warning notice group endgroup debug add-mask add-path set-env set-output save-state stop-commands add-matcher echo") {
		known[name] = true
	}
	for _, line := range regexp.MustCompile("\r\n|\r|\n").Split(log, -1) {
		head, data, ok := strings.Cut(strings.TrimPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::"), "::")
		if ok = ok && strings.HasPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::"); !ok {
			_, old, _ := strings.Cut(line, "##[")
			head, data, ok = strings.Cut(old, "]")
		}
		name, list, _ := strings.Cut(head, " ")
		if !ok || !known[name] {
			continue
		}
		c := githubCommand{name, map[string]string{}, githubUnescape(data, "%0D", "\r", "%0A", "\n", "%25", "%")}
		for pair := range strings.SplitSeq(strings.TrimSpace(list), ",") {
			if key, value, ok := strings.Cut(pair, "="); ok {
				c.Properties[key] = githubUnescape(value, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
			}
		}
		out = append(out, c)
	}
	return out
}

// githubUnescape replaces one escape after the other.
func githubUnescape(s string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, pairs[i], pairs[i+1])
	}
	return s
}
