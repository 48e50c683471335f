package report_test

import (
	"fmt"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rules"
)

// TestGitHubLimit: GitHub drops annotations above ten of a type, so there are no more, and one of them says how many more
// findings there are; the list has all.
func TestGitHubLimit(t *testing.T) {
	for _, n := range []int{1, 39, 40, 41, 44, 400} {
		r := monorepo(n)
		out := written(t, r, report.Options{Format: report.FormatGitHub})
		annotated := 0
		for command, class := range map[string]rules.Class{"error": rules.Bug, "warning": rules.Leak, "notice": rules.Churn} {
			all := strings.Count(out, "\n"+"::"+command+" ") + count(strings.HasPrefix(out, "::"+command+" "))
			if all > 10 {
				t.Errorf("%d findings: %d annotations of type %s", n, all, command)
			}
			annotated += strings.Count(out, ",title="+string(class)+"%3A ")
		}
		more := r.Summary.ByClass[rules.Bug] + r.Summary.ByClass[rules.Leak] + r.Summary.ByClass[rules.Churn] - annotated
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

// TestGitHubCommands: nothing that a file or an expression is called makes a command of its own.
func TestGitHubCommands(t *testing.T) {
	for _, evil := range []string{"::error::x", "a\n::error::x", "a\r::error::x", "a,line=9::b%0A", " ::stop-commands::x", "##[error]x", "a##[add-path]b"} {
		r := sample()
		r.Findings = []audit.Finding{{
			Rule: evil, File: evil, Line: 1, Pattern: evil, Func: evil, Message: evil, Class: rules.Leak, InLoop: rules.Yes,
		}}
		r.Findings[0].Fix.Reason, r.Findings[0].Fix.Level = evil, "review"
		out := written(t, r, report.Options{Format: report.FormatGitHub})
		var commands []string
		for line := range strings.Lines(out) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") {
				command, _, _ := strings.Cut(line[2:], "::")
				commands = append(commands, command)
			}
		}
		if len(commands) != 3 || !strings.HasPrefix(commands[0], "warning file=") || strings.Count(commands[0], ",") != 3 ||
			commands[1] != "group" || strings.TrimSpace(commands[2]) != "endgroup" || strings.Contains(out[strings.Index(out, "::group::"):], "##[") {
			t.Errorf("%q makes the commands %q", evil, commands)
		}
	}
}
