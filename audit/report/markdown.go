package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
)

const (
	// markdownLimit is the longest comment GitHub takes. It counts characters; counting
	// bytes, as here, never gives more.
	markdownLimit = 65536
	maxProblems   = 20 // errors and warnings listed, each
)

// writeMarkdown writes r to fit a pull request comment on GitHub. If there is too much for one, the rows
// that matter least are left out, and their number is said.
func writeMarkdown(w io.Writer, r *audit.Report) error {
	head := "### unleak: " + verdict(r) + "\n"
	tail := markdownTail(r)
	const spare = 200 // for the line about rows left out
	table := markdownTable(r, markdownLimit-len(head)-len(tail)-spare)
	_, err := io.WriteString(w, head+table+tail)
	return err
}

// markdownTable returns the findings in the order of the report, or, if that takes more than limit bytes, as many as fit,
// heaviest or worst class first.
func markdownTable(r *audit.Report, limit int) string {
	if len(r.Findings) == 0 {
		return ""
	}
	top := "\n| File | Line | Pattern | In loop? | Class | Fix |\n|---|--:|---|---|---|---|\n"
	if r.Profile != nil {
		top = "\n| File | Line | Pattern | In loop? | Class | " + weightTitle(r.Profile) + " | Fix |\n|---|--:|---|---|---|--:|---|\n"
	}
	rows := make([]string, len(r.Findings))
	length := len(top)
	for i, f := range r.Findings {
		rows[i] = markdownRow(r, f)
		length += len(rows[i])
	}
	if length <= limit {
		return top + strings.Join(rows, "")
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	first := "Heaviest"
	if r.Profile == nil {
		first = "Worst"
		slices.SortStableFunc(order, func(i, j int) int {
			return slices.Index(classes, r.Findings[i].Class) - slices.Index(classes, r.Findings[j].Class)
		})
	}
	var b strings.Builder
	b.WriteString(top)
	shown := 0
	for ; b.Len()+len(rows[order[shown]]) <= limit; shown++ {
		b.WriteString(rows[order[shown]])
	}
	fmt.Fprintf(&b, "\n%s first; %s more did not fit.\n", first, text.Count(len(rows)-shown, "row"))
	return b.String()
}

func markdownRow(r *audit.Report, f audit.Finding) string {
	cells := []string{
		codeCell(f.File), strconv.Itoa(f.Line), codeCell(f.Pattern), prose(inLoop(f)), string(f.Class), prose(fix(f)),
	}
	if r.Profile != nil {
		cells = slices.Insert(cells, len(cells)-1, weight(r.Profile, f))
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

func markdownTail(r *audit.Report) string {
	var b strings.Builder
	list := func(lines []string) {
		if len(lines) > 0 {
			b.WriteString("\n- " + strings.Join(lines, "\n- ") + "\n")
		}
	}
	list(moduleLines(r, markup{code, prose}))
	var notes []string
	for _, s := range []string{shown(r), loopRate(r), fixes(r), profiled(r), stale(r), ambiguous(r), since(r), suppressed(r), known(r), gone(r), skipped(r), shard(r)} {
		if s != "" {
			notes = append(notes, prose(s))
		}
	}
	list(notes)
	list(problemList(r.Errors, "error"))
	list(problemList(r.Warnings, "warning"))
	return b.String()
}

// problemList returns a line for each problem, up to a readable number of them.
func problemList(problems []audit.Problem, what string) []string {
	var lines []string
	for _, p := range problems[:min(len(problems), maxProblems)] {
		lines = append(lines, what+": "+code(Problem(p)))
	}
	if more := len(problems) - len(lines); more > 0 {
		lines = append(lines, "and "+text.Count(more, "more "+what))
	}
	return lines
}

// longestCode bounds a code span, so that a few absurd ones cannot fill the comment.
const longestCode = 300

// code returns s as a code span, fenced by more backticks than s has in a row.
func code(s string) string {
	s = text.CutRight(text.Clean(s), longestCode)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s == "" || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " " // one space on each side belongs to the fence
	}
	return fence + s + fence
}

// codeCell returns s as a code span inside a table, where a pipe ends the cell even in code.
func codeCell(s string) string { return strings.ReplaceAll(code(s), "|", `\|`) }

var markdownSpecial = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`,
	"@", "@\u200b", // names nobody
)

// prose returns s as plain text.
func prose(s string) string { return markdownSpecial.Replace(text.Clean(s)) }
