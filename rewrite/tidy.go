package rewrite

// tidy makes the edits of the source's text as small as they can be, and moves them to where a line starts.
func (w *weaver) tidy(edits []Edit) (tidied []Edit) {
	text := w.v[source].text
	from := 0
	for _, e := range edits {
		e = trim(text, e)
		if e.Start == e.End && e.New == "" {
			continue
		}
		e = toLineStart(text, e, from)
		from = e.End
		tidied = append(tidied, e)
	}
	return tidied
}

// trim leaves out what both sides of an edit have at their ends, but does not cut words, or the bytes of a letter.
func trim(text string, e Edit) Edit {
	old := text[e.Start:e.End]
	n := 0
	for n < len(old) && n < len(e.New) && old[n] == e.New[n] {
		n++
	}
	for n > 0 && (inWord(old, n) || inWord(e.New, n)) {
		n--
	}
	m := 0
	for m < len(old)-n && m < len(e.New)-n && old[len(old)-1-m] == e.New[len(e.New)-1-m] {
		m++
	}
	for m > 0 && (inWord(old, len(old)-m) || inWord(e.New, len(e.New)-m)) {
		m--
	}
	return Edit{Start: e.Start + n, End: e.End - m, New: e.New[n : len(e.New)-m]}
}

// inWord reports whether a cut at i would be inside a word.
func inWord(s string, i int) bool { return i > 0 && i < len(s) && wordByte(s[i-1]) && wordByte(s[i]) }

func wordByte(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// toLineStart moves a pure insertion or deletion up to the start of a line, where the same text can be had so. It does not
// move above from.
func toLineStart(text string, e Edit, from int) Edit {
	moved := e
	for !(moved.Start == 0 || text[moved.Start-1] == '\n') {
		if moved.Start <= from {
			return e
		}
		c := text[moved.Start-1]
		switch {
		case e.Start == e.End && moved.New[len(moved.New)-1] == c:
			moved.New = string(c) + moved.New[:len(moved.New)-1]
		case e.New == "" && text[moved.End-1] == c:
		default:
			return e
		}
		moved.Start--
		moved.End--
	}
	return moved
}
