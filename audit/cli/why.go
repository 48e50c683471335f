package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules/code"
)

// A place is the value of --why: a line of a file.
type place struct {
	file string // as given; empty: nobody asks
	line int
}

func (p *place) String() string {
	if p.file == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}

func (p *place) Type() string { return "file:line" }

// Set reads FILE:LINE, and FILE:LINE:COLUMN, of which the column does not matter: that is how reports and editors name a place.
func (p *place) Set(s string) error {
	fields := strings.Split(s, ":")
	for n := len(fields) - 1; n >= 1 && n >= len(fields)-2; n-- {
		line, err := strconv.Atoi(fields[n])
		if err != nil {
			continue
		}
		if _, err := strconv.Atoi(fields[n-1]); err == nil && n >= 2 {
			continue // fields[n] is a column
		}
		p.file, p.line = strings.Join(fields[:n], ":"), line
		return nil
	}
	return fmt.Errorf("%s names no line; write it as in a report: worker/queue.go:42", shown(s))
}

// why prints, for each finding on the line that --why names, the questions that led to it. Comments that accept a finding do not matter.
func (a *app) why(ctx context.Context, f *auditFlags, paths []string) error {
	if len(paths) > 0 {
		return &usageError{
			problem: "explain " + f.why.String() + ": --why names the file, and other paths do not matter",
			next:    "to see why, run: unleak audit --why " + f.why.String(),
		}
	}
	f.noSuppressions = true
	rep, _, err := a.find(ctx, f, []string{f.why.file})
	if err != nil {
		return err
	}
	a.problems(rep)
	if len(rep.Errors) > 0 {
		a.exit = exitFailure
	}
	found := slices.DeleteFunc(slices.Clone(rep.Findings), func(x audit.Finding) bool { return x.Line != f.why.line })
	if len(found) == 0 {
		return fmt.Errorf("explain %s: nothing is found there%s", f.why.String(), elsewhere(rep))
	}
	out := bufio.NewWriter(a.Stdout)
	for i, x := range found {
		if i > 0 {
			fmt.Fprintln(out)
		}
		explain(out, explained{x, f.why.file, rep.Modules[rep.ModuleOf(x.File)]}, a.OutWidth)
	}
	return out.Flush()
}

// elsewhere names the lines of the report that have findings.
func elsewhere(rep *audit.Report) string {
	const most = 10
	var lines []string
	for _, f := range rep.Findings {
		if line := strconv.Itoa(f.Line); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	switch {
	case len(lines) == 0:
		return ", nor anywhere in the file"
	case len(lines) > most:
		return fmt.Sprintf("; there is something in lines %s, and in %d more", strings.Join(lines[:most], ", "), len(lines)-most)
	case len(lines) == 1:
		return "; there is something in line " + lines[0]
	}
	return "; there is something in lines " + strings.Join(lines, ", ")
}

// An explained is a finding with what else it takes to explain it.
type explained struct {
	audit.Finding
	file   string // as the user calls it
	module audit.Module
}

// explain prints how one finding came about: what it is, what was asked and answered, and what follows.
func explain(w io.Writer, f explained, width int) {
	if width <= 0 {
		width = 100
	}
	say := func(indent, s string) {
		for _, line := range text.Wrap(text.Clean(s), width-len(indent)) {
			fmt.Fprintf(w, "%s%s\n", indent, line)
		}
	}
	say("", fmt.Sprintf("%s:%d:%d: %s (%s, class %s)", f.file, f.Line, f.Column, f.Pattern, f.Rule, f.Class))
	say("  ", f.Message)
	fmt.Fprintln(w)
	say("  ", fmt.Sprintf("which timers does the module get? %s: %s", f.module.Timers, f.module.Reason))
	told := map[code.Step]bool{}
	for _, s := range f.Trail {
		if !told[s] { // several fixes have to hold to the same
			say("  ", s.Question+" "+s.Answer)
		}
		told[s] = true
	}
	fmt.Fprintln(w)
	switch f.Fix.Level {
	case rewrite.Safe:
		say("  ", "So the fix is safe.")
	case rewrite.Review:
		say("  ", "So the fix is one to review: "+f.Fix.Reason+".")
	default:
		say("  ", "So there is no fix: "+f.Fix.Reason+".")
	}
}
