package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// TableOptions say what the table may count on.
type TableOptions struct {
	Width int  // columns of the terminal; 0 if unknown: nothing is cut
	Color bool // styles mean something to the reader's terminal
}

// writeTable writes r for a person at a terminal: the findings, one on each line, then
// which timers the modules get, the totals and what was left out.
func writeTable(w io.Writer, r *audit.Report, opt TableOptions) error {
	out := bufio.NewWriter(w) // keeps the first error, and Flush returns it
	layout := text.Layout{Width: opt.Width, Color: opt.Color}
	if len(r.Findings) > 0 {
		_ = findingsGrid(r).Write(out, layout)
		out.WriteByte('\n')
	}
	asIs := func(s string) string { return s }
	lines := moduleLines(r, markup{asIs, asIs})
	for _, line := range lines {
		writeLine(out, line, opt.Width)
	}
	if len(lines) > 0 {
		out.WriteByte('\n')
	}
	if len(r.Findings) > 0 {
		_ = totalsGrid(totals(r)).Write(out, layout)
		out.WriteByte('\n')
	}
	for _, line := range summary(r) {
		writeLine(out, line, opt.Width)
	}
	return out.Flush()
}

func findingsGrid(r *audit.Report) *text.Grid {
	g := &text.Grid{Columns: []text.Column{
		{Title: "File", Cut: text.CutPath},
		{Title: "Line", Right: true},
		{Title: "Pattern", Cut: text.CutRight},
		{Title: "In loop?", Cut: text.CutRight},
		{Title: "Class"},
		{Title: "Fix", Cut: cutFix, Minor: true},
	}}
	fixed := len(g.Columns) - 1
	if r.Profile != nil {
		g.Columns = slices.Insert(g.Columns, fixed, text.Column{Title: weightTitle(r.Profile), Right: true})
	}
	for _, f := range r.Findings {
		row := []text.Cell{
			{Text: f.File}, {Text: strconv.Itoa(f.Line)}, {Text: f.Pattern}, {Text: inLoop(f)},
			{Text: string(f.Class), Style: classStyle(f.Class)}, {Text: fix(f)},
		}
		if r.Profile != nil {
			row = slices.Insert(row, fixed, text.Cell{Text: weight(r.Profile, f)})
		}
		if f.Class == rule.Fine {
			for i := range row {
				row[i].Style = text.Dim
			}
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// inLoop returns the "In loop?" column of f: "yes (function lifetime)".
func inLoop(f audit.Finding) string {
	if f.Note == "" {
		return string(f.InLoop)
	}
	return string(f.InLoop) + " (" + f.Note + ")"
}

// fix returns the "Fix" column of f: the level, and what keeps it from being safe: "none: the duration has side effects".
func fix(f audit.Finding) string {
	level := f.Fix.Level
	if level == "" {
		level = rewrite.None
	}
	switch {
	case level == rewrite.None && (f.Class == rule.Fine || general[f.Fix.Reason]):
		return "-"
	case level == rewrite.Safe || f.Fix.Reason == "":
		return string(level)
	}
	return string(level) + ": " + f.Fix.Reason
}

// cutFix shortens a cell of the "Fix" column: the level comes first, and the reason only if there is room to say something.
func cutFix(cell string, width int) string {
	const room = 12
	level, reason, _ := strings.Cut(cell, ": ")
	if text.Width(cell) > width && reason != "" && text.Width(level)+room > width {
		return text.CutRight(level, width)
	}
	return text.CutRight(cell, width)
}

// general holds the reasons for level none that are the same for every place of a rule: they say nothing about this one.
var general = map[string]bool{
	"":                              true,
	"nothing to fix":                true,
	"the rule only reports":         true,
	"not rewritten by this version": true,
}

// writeLine writes a line of prose, broken between words where the terminal ends.
func writeLine(out *bufio.Writer, s string, width int) {
	for _, line := range text.Wrap(text.Clean(s), width) {
		out.WriteString(line)
		out.WriteByte('\n')
	}
}
