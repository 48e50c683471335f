package rewrite

import "strings"

// The three versions of a file that are woven: the source, what dst prints of it, and what dst prints after the change.
// What the last two have in common is the source's; where they differ is what was changed.
const (
	source = iota
	before
	changed
)

// An anchor is a lexeme that all three versions have: its index in each. The first anchor stands in front of every
// version, the last one behind.
type anchor [3]int

// A weaver makes the edits that change the source as the change did the printed version.
type weaver struct {
	v       [3]printed
	anchors []anchor
	rows    []row
	broken  map[int]bool // anchors in front of which a source line is broken although it was not before
}

func newWeaver(text, was, is string) *weaver {
	w := &weaver{v: [3]printed{lexed([]byte(text)), lexed([]byte(was)), lexed([]byte(is))}}
	toSource := w.align()
	toBefore := alignPrinted(w.v[before], w.v[changed])
	w.anchors = append(w.anchors, anchor{-1, -1, -1})
	for i, b := range toBefore {
		if b >= 0 && toSource[b] >= 0 {
			w.anchors = append(w.anchors, anchor{toSource[b], b, i})
		}
	}
	w.anchors = append(w.anchors, anchor{len(w.v[source].lex), len(w.v[before].lex), len(w.v[changed].lex)})
	return w
}

// align matches the printed version with its source. They differ only where gofmt adds, drops or moves something.
func (w *weaver) align() []int {
	s, b := w.v[source], w.v[before]
	return pairs(s.items(0, len(s.lex)), b.items(0, len(b.lex)))
}

// edits returns the edits of the source's text.
func (w *weaver) edits() []Edit {
	w.rows = w.indents()
	w.broken = w.breakLines()
	var edits []Edit
	for n := 1; n < len(w.anchors); n++ {
		edits = add(edits, w.space(n))
		if n < len(w.anchors)-1 {
			edits = add(edits, w.lexeme(n))
		}
	}
	return w.tidy(edits)
}

func add(edits []Edit, e Edit) []Edit {
	if e.Start == e.End && e.New == "" {
		return edits
	}
	if n := len(edits); n > 0 && edits[n-1].End == e.Start {
		edits[n-1].End = e.End
		edits[n-1].New += e.New
		return edits
	}
	return append(edits, e)
}

// space returns the edit of what stands in front of anchor n.
func (w *weaver) space(n int) Edit {
	s := w.v[source]
	start, end := s.stop(w.anchors[n-1][source]), s.start(w.anchors[n][source])
	text := w.merged(n)
	if text == s.text[start:end] {
		return Edit{Start: end, End: end}
	}
	return Edit{Start: start, End: end, New: text}
}

// lexeme returns the edit of anchor n itself: comments move with the code around them.
func (w *weaver) lexeme(n int) Edit {
	var text [3]string
	for k, i := range w.anchors[n] {
		l := w.v[k].lex[i]
		text[k] = w.v[k].text[l.pos:l.end]
	}
	l := w.v[source].lex[w.anchors[n][source]]
	if merged := pick(text[source], text[before], text[changed]); merged != text[source] {
		return Edit{Start: l.pos, End: l.end, New: merged}
	}
	return Edit{Start: l.end, End: l.end}
}

// pick merges three versions of one thing: the source stays unless the change touched it, and also where the source is
// not as gofmt would have it.
func pick(source, before, after string) string {
	if source == before {
		return after
	}
	return source
}

// breakLines finds the places at which a source line is broken because another place on it is: gofmt would have broken it
// there before, and half of it on a line would be odd.
func (w *weaver) breakLines() map[int]bool {
	w.broken = map[int]bool{}
	line, lines := 0, make([]int, len(w.anchors))
	torn := map[int]bool{}
	for n := 1; n < len(w.anchors); n++ {
		lines[n] = line
		text := w.stretch(n, source).text()
		if !strings.Contains(text, "\n") && n < len(w.anchors)-1 && strings.Contains(w.merged(n), "\n") {
			torn[line] = true
		}
		if strings.Contains(text, "\n") || strings.Contains(w.anchorText(n), "\n") {
			line++
		}
	}
	broken := map[int]bool{}
	for n := 1; n < len(w.anchors)-1; n++ {
		if torn[lines[n]] && w.mustBreak(n) {
			broken[n] = true
		}
	}
	return broken
}

func (w *weaver) anchorText(n int) string {
	if n == len(w.anchors)-1 {
		return ""
	}
	l := w.v[source].lex[w.anchors[n][source]]
	return w.v[source].text[l.pos:l.end]
}

func (w *weaver) mustBreak(n int) bool {
	s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
	return s.empty() && b.empty() && a.empty() &&
		!strings.Contains(s.text(), "\n") && strings.Contains(b.text(), "\n") && strings.Contains(a.text(), "\n")
}

// A stretch is what one version has between two anchors.
type stretch struct {
	in       printed
	from, to int // lexemes
}

func (w *weaver) stretch(n, version int) stretch {
	return stretch{w.v[version], w.anchors[n-1][version] + 1, w.anchors[n][version]}
}

func (s stretch) text() string { return s.in.text[s.in.stop(s.from-1):s.in.start(s.to)] }
func (s stretch) empty() bool  { return s.from == s.to }
func (s stretch) lead() string { return s.in.gap(s.from) }
func (s stretch) tail() string { return s.in.gap(s.to) }
