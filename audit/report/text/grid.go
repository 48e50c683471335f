package text

import (
	"bufio"
	"io"
	"strings"
)

// A Style is the way a terminal shows a cell: an SGR parameter, or empty for plain text.
type Style string

const (
	Plain  Style = ""
	Bold   Style = "1"
	Dim    Style = "2"
	Alarm  Style = "1;31" // bold red
	Alert  Style = "33"   // yellow
	Notice Style = "36"   // cyan
)

// Paint returns s in a style.
func Paint(s string, style Style) string {
	if style == Plain || s == "" {
		return s
	}
	return "\x1b[" + string(style) + "m" + s + "\x1b[0m"
}

// A Grid is a table without lines: columns two spaces apart, the last one ragged.
type Grid struct {
	Columns []Column
	Rows    [][]Cell
}

// A Column of a grid.
type Column struct {
	Title string
	Right bool                                // aligned to the right, as numbers are
	Cut   func(cell string, width int) string // shortens a cell; nil where that must not be done
	Minor bool                                // is cut before the others are
}

// A Cell is one line of text. What does not print in it is shown escaped.
type Cell struct {
	Text  string
	Style Style
}

// Layout says how a grid is shown.
type Layout struct {
	Width int  // columns of the terminal; 0 if unknown: nothing is cut
	Color bool // with styles
}

const (
	gap       = "  "
	narrowest = 6 // columns that a cell is left with however narrow the terminal
)

// Write writes the grid, its titles first, one line for each row.
func (g *Grid) Write(w io.Writer, layout Layout) error {
	lines := make([][]Cell, 0, len(g.Rows)+1)
	titles := make([]Cell, len(g.Columns))
	for i, c := range g.Columns {
		titles[i] = Cell{c.Title, Bold}
	}
	lines = append(lines, titles)
	for _, row := range g.Rows {
		clean := make([]Cell, len(g.Columns))
		for i, cell := range row {
			clean[i] = Cell{Clean(cell.Text), cell.Style}
		}
		lines = append(lines, clean)
	}
	widths := g.widths(lines, layout.Width)
	out := bufio.NewWriter(w)
	for _, line := range lines {
		out.WriteString(g.line(line, widths, layout.Color))
		out.WriteByte('\n')
	}
	return out.Flush()
}

// widths gives every column what its cells need. Where that is more than the terminal has,
// the widest of the columns that can be cut gives way, again and again, until all fits; minor ones first.
func (g *Grid) widths(lines [][]Cell, limit int) []int {
	widths := make([]int, len(g.Columns))
	total := len(gap) * (len(widths) - 1)
	for i := range widths {
		for _, line := range lines {
			widths[i] = max(widths[i], Width(line[i].Text))
		}
		if limit > 0 && g.Columns[i].Cut != nil {
			widths[i] = min(widths[i], limit)
		}
		total += widths[i]
	}
	for ; limit > 0 && total > limit; total-- {
		widest := -1
		for i, c := range g.Columns {
			if c.Cut == nil || widths[i] <= narrowest {
				continue
			}
			if widest < 0 || c.Minor && !g.Columns[widest].Minor || c.Minor == g.Columns[widest].Minor && widths[i] > widths[widest] {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

func (g *Grid) line(cells []Cell, widths []int, color bool) string {
	var b strings.Builder
	pending := 0 // spaces to write before the next cell: none trail at the end of a line
	for i, c := range g.Columns {
		s := cells[i].Text
		if c.Cut != nil {
			s = c.Cut(s, widths[i])
		}
		space := max(0, widths[i]-Width(s))
		if c.Right {
			pending, space = pending+space, 0
		}
		if s != "" {
			b.WriteString(strings.Repeat(" ", pending))
			pending = 0
			if color {
				s = Paint(s, cells[i].Style)
			}
			b.WriteString(s)
		}
		pending += space + len(gap)
	}
	return b.String()
}
