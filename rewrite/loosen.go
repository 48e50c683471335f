package rewrite

import (
	"go/token"
	"slices"
	"sort"
)

// loosen gives up the anchors in those parts of the printed version that the change touched and in which gofmt added, dropped or
// moved a lexeme, so that all of the part becomes what is printed. Parts go from one start to the next. It reports whether
// there were any anchors to give up.
func (w *weaver) loosen(starts []int) bool {
	touched, odd := map[int]bool{}, map[int]bool{}
	part := func(lex int) int { return sort.SearchInts(starts, lex+1) }
	for n := 1; n < len(w.anchors); n++ {
		s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
		for p := part(b.from - 1); p <= part(b.to); p++ {
			touched[p] = touched[p] || b.text() != a.text()
			odd[p] = odd[p] || !sameKeys(s, b)
		}
	}
	size := len(w.anchors)
	last := w.anchors[size-1]
	w.anchors = slices.DeleteFunc(w.anchors[:size-1], func(a anchor) bool {
		p := part(a[before])
		return a[before] >= 0 && touched[p] && odd[p]
	})
	w.anchors = append(w.anchors, last)
	return len(w.anchors) < size
}

// sameKeys reports whether two stretches have the same lexemes.
func sameKeys(a, b stretch) bool {
	return slices.EqualFunc(a.in.lex[a.from:a.to], b.in.lex[b.from:b.to], func(x, y lexeme) bool { return x.key == y.key })
}

// decls returns the lexemes that start a declaration.
func (p printed) decls() (starts []int) {
	depth := 0
	for i, l := range p.lex {
		switch l.tok {
		case token.IMPORT, token.CONST, token.VAR, token.TYPE, token.FUNC:
			if depth == 0 && l.first {
				starts = append(starts, i)
			}
		}
		depth += l.depth()
	}
	return starts
}
