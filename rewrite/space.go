package rewrite

import "strings"

// A space is white space between two lexemes, in its parts.
type space struct {
	broken bool
	trail  string // behind the last lexeme of a line; where the line is not broken, all of it
	blank  string // blank lines
	indent string // in front of the first lexeme of a line
}

func cut(s string) space {
	first, last := strings.IndexByte(s, '\n'), strings.LastIndexByte(s, '\n')
	if first < 0 {
		return space{trail: s}
	}
	return space{true, s[:first], s[first+1 : last+1], s[last+1:]}
}

func (s space) String() string {
	if !s.broken {
		return s.trail
	}
	return s.trail + "\n" + s.blank + s.indent
}

// merged returns what the edited file has in front of anchor n.
func (w *weaver) merged(n int) string {
	s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
	switch text := s.text(); {
	case w.broken[n]:
		return w.reindent(cut(a.text()), a.to).String()
	case b.text() == a.text():
		return text
	case text == b.text() && w.rows == nil:
		return a.text()
	case b.empty() && a.empty() && !s.empty():
		return text // gofmt drops something here; only the space around it was changed
	case s.empty() && b.empty() && a.empty():
		return w.mergeSpace(n)
	case a.empty():
		return w.mergeDeletion(n)
	}
	return w.mergeText(n)
}

// mergeSpace merges versions that have nothing but white space.
func (w *weaver) mergeSpace(n int) string {
	a := w.stretch(n, changed)
	s0, s1, s2 := cut(w.stretch(n, source).text()), cut(w.stretch(n, before).text()), cut(a.text())
	switch {
	case s1.broken == s2.broken && s0.broken != s1.broken:
		return s0.String()
	case s1.broken == s2.broken:
		return space{s0.broken, pick(s0.trail, s1.trail, s2.trail), keep(s0.blank, s1.blank, s2.blank), pick(s0.indent, s1.indent, s2.indent)}.String()
	case !s2.broken:
		return s2.String()
	case s0.broken:
		return space{true, s0.trail, s2.blank, s0.indent}.String()
	}
	return w.reindent(s2, a.to).String()
}

// keep merges blank lines: unlike with indentation, a blank line that the change makes or removes counts even where the source has more
// of them than gofmt would.
func keep(source, before, after string) string {
	if before == after {
		return source
	}
	return after
}

// mergeDeletion merges where the change left only white space of something.
func (w *weaver) mergeDeletion(n int) string {
	s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
	res, lead, tail := cut(a.text()), cut(s.lead()), cut(s.tail())
	if n == len(w.anchors)-1 && !tail.broken {
		return lead.trail // the file has no final line end, and gets none
	}
	if !res.broken {
		return res.String()
	}
	blank := res.blank
	switch {
	case lead.broken && cut(b.lead()).blank == blank:
		blank = lead.blank
	case tail.broken && cut(b.tail()).blank == blank:
		blank = tail.blank
	}
	if !tail.broken {
		res = w.reindent(res, a.to)
	} else {
		res.indent = pick(tail.indent, cut(b.tail()).indent, res.indent)
	}
	if lead.broken {
		res.trail = lead.trail
	}
	res.blank = blank
	return res.String()
}

// mergeText merges where the change put something.
func (w *weaver) mergeText(n int) string {
	s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
	var out strings.Builder
	lead, lead0, lead1 := w.reindent(cut(a.lead()), a.from), cut(s.lead()), cut(b.lead())
	lead.trail = inline(lead0, lead1, lead)
	blanks := false // the source's blank lines are used
	if lead.broken && lead0.broken {
		lead.trail = lead0.trail
		if lead.blank == lead1.blank {
			lead.blank, blanks = lead0.blank, true
		}
	}
	out.WriteString(lead.String())
	for i := a.from; i < a.to; i++ {
		if i > a.from {
			out.WriteString(w.reindent(cut(a.in.gap(i)), i).String())
		}
		out.WriteString(a.in.text[a.in.lex[i].pos:a.in.lex[i].end])
	}
	out.WriteString(w.mergeTail(n, blanks && s.empty()))
	return out.String()
}

// inline merges the space between lexemes of one line. Where the source has none, there may be a need for some now.
func inline(source, before, after space) string {
	if after.broken || source.broken || before != after || before.trail == "" || source.trail == "" || strings.Contains(source.trail, ";") {
		return after.trail
	}
	return source.trail
}

// mergeTail merges the space behind what the change put. The source's blank lines may have been used in front of it.
func (w *weaver) mergeTail(n int, used bool) string {
	s, b, a := w.stretch(n, source), w.stretch(n, before), w.stretch(n, changed)
	tail, tail0, tail1 := cut(a.tail()), cut(s.tail()), cut(b.tail())
	if n == len(w.anchors)-1 {
		return keep(s.tail(), b.tail(), a.tail())
	}
	tail.trail = inline(tail0, tail1, tail)
	if !tail.broken || !tail0.broken {
		return w.reindent(tail, a.to).String()
	}
	tail.indent = pick(tail0.indent, tail1.indent, tail.indent)
	if tail.blank == tail1.blank && !used {
		tail.blank = tail0.blank
	}
	return tail.String()
}
