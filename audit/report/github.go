package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rules/rule"
)

// maxAnnotations is how many annotations of one type GitHub shows for a step; the others it drops without a word.
const maxAnnotations = 10

// The types of annotations, worst first.
var annotations = []struct {
	class   rule.Class
	command string
}{{rule.Bug, "error"}, {rule.Leak, "warning"}, {rule.Churn, "notice"}}

// writeGitHub writes r as the log of a step of GitHub Actions: annotations for as much as GitHub shows, worst first, and all findings
// as lines of a group that can be folded. Harmless sites are in that list only.
func writeGitHub(w io.Writer, r *audit.Report) error {
	out := bufio.NewWriter(w)
	more := 0
	for _, a := range annotations {
		of := slices.DeleteFunc(slices.Clone(r.Findings), func(f audit.Finding) bool { return f.Class != a.class })
		room := maxAnnotations
		if a.command == "notice" {
			room-- // for the one that says how many there are
		}
		shown := min(len(of), room)
		for _, f := range of[:shown] {
			out.WriteString(annotation(a.command, f))
		}
		more += len(of) - shown
	}
	list := "unleak: " + text.Count(len(r.Findings), "site")
	if more > 0 {
		fmt.Fprintf(out, "::notice title=unleak::%s\n", escapeData(fmt.Sprintf(
			"%s without an annotation, since GitHub shows only so many: all of them are in the log of this step, under “%s”.",
			text.Count(more, "more finding"), list)))
	}
	if len(r.Findings) > 0 {
		fmt.Fprintf(out, "::group::%s\n", escapeData(list))
		for _, f := range r.Findings {
			writeLogLine(out, githubLine(f))
		}
		out.WriteString("::endgroup::\n")
	}
	for _, line := range summary(r) {
		writeLogLine(out, line)
	}
	return out.Flush()
}

// annotation returns the workflow command that annotates f. GitHub takes columns only for what is on one line.
func annotation(command string, f audit.Finding) string {
	properties := []string{"file=" + escapeProperty(f.File)}
	number := func(name string, n int) {
		if n > 0 {
			properties = append(properties, name+"="+strconv.Itoa(n))
		}
	}
	number("line", f.Line)
	number("endLine", max(f.Line, f.EndLine))
	if f.EndLine <= f.Line {
		number("col", f.Column)
		number("endColumn", f.EndColumn)
	}
	properties = append(properties, "title="+escapeProperty(string(f.Class)+": "+f.Pattern))
	message := f.Message
	if s := fix(f); s != "-" {
		message += "\nFix: " + s
	}
	return "::" + command + " " + strings.Join(properties, ",") + "::" + escapeData(message+"\nRule: "+f.Rule) + "\n"
}

// githubLine returns f as a line of the log.
func githubLine(f audit.Finding) string {
	s := fmt.Sprintf("%s:%d:%d: %s: %s: %s", f.File, f.Line, f.Column, f.Class, f.Rule, f.Message)
	if how := fix(f); how != "-" {
		s += " (fix: " + how + ")"
	}
	return s
}

// writeLogLine writes a line that is no workflow command, whatever it holds: those begin with two colons, and old ones
// with two hashes and a bracket, anywhere.
func writeLogLine(out *bufio.Writer, s string) {
	s = strings.ReplaceAll(text.Clean(s), "##[", "##\u200b[")
	if strings.HasPrefix(strings.TrimSpace(s), "::") {
		s = "\u200b" + s
	}
	out.WriteString(s + "\n")
}

// The escapes are those of command.ts in github.com/actions/toolkit.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string     { return dataEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }
