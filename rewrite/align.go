package rewrite

import (
	"go/token"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// An item is what an alignment pairs: a lexeme, or a line of them.
type item struct {
	key     string
	low     int  // the lowest depth of brackets inside, against the depth in front; at most 0
	net     int  // the depth of brackets behind it, against the depth in front
	first   bool // it starts a line
	comment bool // it has nothing but comments
	indent  int  // of its line, if it is first
}

// pairs matches b with a: for each item of b, the index of its partner in a, or -1. Indexes grow.
func pairs(a, b []item) []int {
	partner := make([]int, len(b))
	for i := range partner {
		partner[i] = -1
	}
	head := 0
	for head < len(a) && head < len(b) && a[head].key == b[head].key {
		partner[head] = head
		head++
	}
	endA, endB := len(a), len(b)
	for endA > head && endB > head && a[endA-1].key == b[endB-1].key {
		endA--
		endB--
		partner[endB] = endA
	}
	for _, p := range matched(a[head:endA], b[head:endB]) {
		partner[head+p[1]] = head + p[0]
	}
	return partner
}

// matched returns the indexes of the items that a longest common subsequence of a and b holds.
func matched(a, b []item) (both [][2]int) {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	runes := map[string]rune{}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // a deadline would make the result depend on the machine
	i, j := 0, 0
	for _, d := range dmp.DiffMainRunes(asRunes(a, runes), asRunes(b, runes), false) {
		for range d.Text {
			switch d.Type {
			case diffmatchpatch.DiffDelete:
				i++
			case diffmatchpatch.DiffInsert:
				j++
			default:
				both = append(both, [2]int{i, j})
				i++
				j++
			}
		}
	}
	return both
}

// asRunes gives every key a rune of its own. Surrogates are left out: they do not survive in a string.
func asRunes(items []item, runes map[string]rune) []rune {
	res := make([]rune, len(items))
	for i, it := range items {
		r, ok := runes[it.key]
		if !ok {
			r = rune(len(runes) + 1)
			if r >= 0xD800 {
				r += 0xE000 - 0xD800
			}
			runes[it.key] = r
		}
		res[i] = r
	}
	return res
}

// alignPrinted matches two printed versions, first by lines, then, where lines were replaced, by lexemes: so a line that is inserted
// stays one, whatever its lexemes have in common with its neighbours.
func alignPrinted(a, b printed) []int {
	rowsA, rowsB := a.rows(), b.rows()
	itemsA, itemsB := a.lineItems(rowsA), b.lineItems(rowsB)
	rows := slide(itemsA, itemsB, pairs(itemsA, itemsB))
	partner := make([]int, len(b.lex))
	for i := range partner {
		partner[i] = -1
	}
	prevA, prevB := 0, 0 // lexemes behind the last matching line
	for j := 0; j <= len(rows); j++ {
		if j < len(rows) && rows[j] < 0 {
			continue
		}
		fromA, fromB := len(a.lex), len(b.lex)
		if j < len(rows) {
			fromA, fromB = rowsA[rows[j]], rowsB[j]
		}
		itA, itB := a.items(prevA, fromA), b.items(prevB, fromB)
		for k, p := range slide(itA, itB, pairs(itA, itB)) {
			if p >= 0 {
				partner[prevB+k] = prevA + p
			}
		}
		if j == len(rows) {
			break
		}
		prevA, prevB = rowEnd(rowsA, rows[j], len(a.lex)), rowEnd(rowsB, j, len(b.lex))
		for k := range prevB - fromB {
			partner[fromB+k] = fromA + k
		}
	}
	return partner
}

// rows returns the indexes of the lexemes that start a line.
func (p printed) rows() (starts []int) {
	for i, l := range p.lex {
		if l.first {
			starts = append(starts, i)
		}
	}
	return starts
}

func rowEnd(rows []int, i, end int) int {
	if i+1 < len(rows) {
		return rows[i+1]
	}
	return end
}

func (p printed) lineItems(rows []int) []item {
	items := make([]item, len(rows))
	for i, from := range rows {
		it := item{first: true, comment: true, indent: p.indent(from)}
		var key strings.Builder
		for _, l := range p.lex[from:rowEnd(rows, i, len(p.lex))] {
			key.WriteString(l.key)
			key.WriteByte(0)
			it.net += l.depth()
			it.low = min(it.low, it.net)
			it.comment = it.comment && l.tok == token.COMMENT
		}
		it.key = key.String()
		items[i] = it
	}
	return items
}

func (p printed) items(from, to int) []item {
	items := make([]item, to-from)
	for i := range items {
		l := p.lex[from+i]
		d := l.depth()
		items[i] = item{key: l.key, low: min(d, 0), net: d, first: l.first, comment: l.tok == token.COMMENT}
		if items[i].first {
			items[i].indent = p.indent(from + i)
		}
	}
	return items
}
