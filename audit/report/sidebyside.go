package report

import (
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
	"github.com/sergi/go-diff/diffmatchpatch"

	"unleak/audit/report/text"
)

// sideBySide returns a diff for two columns: a list of hunks [old line, new line, rows]. A row is a string where both sides are
// the same, and otherwise [old, new], where a side is 0 if there is no such line, a string, or a list of strings of which
// every second one is of words that differ. What is no diff of one file comes back as it is.
func sideBySide(diff string) any {
	list := hunks(diff)
	if len(list) == 0 {
		return diff
	}
	var out []any
	for _, h := range list {
		var rows []any
		var olds, news []string
		flush := func() {
			rows = append(rows, beside(olds, news)...)
			olds, news = nil, nil
		}
		for _, l := range h.Lines {
			line := strings.TrimRight(l.Line, "\r\n")
			switch l.Op {
			case gitdiff.OpDelete:
				olds = append(olds, line)
			case gitdiff.OpAdd:
				news = append(news, line)
			default:
				flush()
				rows = append(rows, line)
			}
		}
		flush()
		out = append(out, []any{h.OldPosition, h.NewPosition, rows})
	}
	return out
}

// beside puts lines next to those that came in their place. Lines that are much alike stand side by side, with the words
// that differ marked; what is between them fills up from above.
func beside(olds, news []string) (rows []any) {
	pairs := append(alike(olds, news), pair{old: len(olds), new: len(news)})
	o, n := 0, 0
	for _, p := range pairs {
		for o < p.old || n < p.new {
			row := []any{0, 0}
			if o < p.old {
				row[0] = olds[o]
				o++
			}
			if n < p.new {
				row[1] = news[n]
				n++
			}
			rows = append(rows, row)
		}
		if o < len(olds) && n < len(news) {
			rows = append(rows, []any{p.left, p.right})
			o, n = o+1, n+1
		}
	}
	return rows
}

// A pair is two lines that are alike, in pieces.
type pair struct {
	old, new    int
	left, right []string
}

// maxPairs bounds the comparisons for a change of many lines: in one so big nobody looks for words.
const maxPairs = 2000

// alike returns the pairs of lines, in order on both sides, that have most in common.
func alike(olds, news []string) (pairs []pair) {
	if len(olds)*len(news) > maxPairs {
		return nil
	}
	type cell struct {
		pair
		score int // of the two lines
		best  int // of the pairs from here on
	}
	grid := make([][]cell, len(olds)+1)
	grid[len(olds)] = make([]cell, len(news)+1)
	for i := len(olds) - 1; i >= 0; i-- {
		grid[i] = make([]cell, len(news)+1)
		for j := len(news) - 1; j >= 0; j-- {
			c := &grid[i][j]
			left, right := text.ChangedWords(olds[i], news[j])
			c.pair = pair{i, j, pieces(left), pieces(right)}
			c.score = common(left)
			c.best = max(grid[i+1][j].best, grid[i][j+1].best)
			if c.score > 0 {
				c.best = max(c.best, c.score+grid[i+1][j+1].best)
			}
		}
	}
	for i, j := 0, 0; i < len(olds) && j < len(news); {
		switch c := grid[i][j]; {
		case c.score > 0 && c.best == c.score+grid[i+1][j+1].best:
			pairs = append(pairs, c.pair)
			i, j = i+1, j+1
		case c.best == grid[i+1][j].best:
			i++
		default:
			j++
		}
	}
	return pairs
}

// common measures what two lines have in common.
func common(spans []diffmatchpatch.Diff) int {
	n := 0
	for _, d := range spans {
		if d.Type == diffmatchpatch.DiffEqual {
			n += len(strings.Join(strings.Fields(d.Text), ""))
		}
	}
	return n
}

// pieces cuts a line into what is the same and what differs, in turn.
func pieces(spans []diffmatchpatch.Diff) []string {
	out := []string{""}
	for _, d := range spans {
		if differs := d.Type != diffmatchpatch.DiffEqual; differs != (len(out)%2 == 0) {
			out = append(out, "")
		}
		out[len(out)-1] += d.Text
	}
	return out
}
