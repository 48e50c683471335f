package rewrite

import (
	"sort"
	"strings"
)

// A row is a line of the source that the edited file keeps: what its indentation would be if all were gofmt's, and what
// it is.
type row struct {
	lex     int // its first lexeme after the change
	printed string
	indent  string
}

// indents returns the lines that are kept, or nil if all are indented as gofmt would.
func (w *weaver) indents() (rows []row) {
	odd := false
	for n := 1; n < len(w.anchors)-1; n++ {
		s0, s1, s2 := cut(w.stretch(n, source).tail()), cut(w.stretch(n, before).tail()), cut(w.stretch(n, changed).tail())
		if !s0.broken || !s1.broken || !s2.broken || w.v[source].lex[w.anchors[n][source]].tok.String() == "COMMENT" {
			continue
		}
		r := row{w.anchors[n][changed], s2.indent, pick(s0.indent, s1.indent, s2.indent)}
		odd = odd || r.printed != r.indent
		rows = append(rows, r)
	}
	if !odd {
		return nil
	}
	return rows
}

// nearRows is how many lines around a new line may tell how it is indented.
const nearRows = 100

// reindent indents the line that starts with lexeme i as the source around it does.
func (w *weaver) reindent(s space, i int) space {
	if !s.broken || len(w.rows) == 0 {
		return s
	}
	behind := sort.Search(len(w.rows), func(k int) bool { return w.rows[k].lex >= i })
	for d := range nearRows {
		for _, k := range []int{behind + d, behind - 1 - d} {
			if k >= 0 && k < len(w.rows) && w.rows[k].printed == s.indent {
				s.indent = w.rows[k].indent
				return s
			}
		}
	}
	s.indent = w.rows[min(behind, len(w.rows)-1)].shifted(s.indent)
	return s
}

// shifted returns the indentation of a line that gofmt would indent by printed.
func (r row) shifted(printed string) string {
	unit, depth := "\t", len(r.printed)
	if depth > 0 && len(r.indent) >= depth && strings.Trim(r.indent, " ") == "" {
		unit = r.indent[:len(r.indent)/depth]
	}
	switch more := len(printed) - depth; {
	case more >= 0:
		return r.indent + strings.Repeat(unit, more)
	case len(r.indent) >= -more*len(unit):
		return r.indent[:len(r.indent)+more*len(unit)]
	}
	return ""
}
