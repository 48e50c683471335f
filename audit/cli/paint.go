package cli

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"unleak/audit/report/text"
)

// The styles of a patch on a terminal; the colours are git's.
const (
	headStyle    text.Style = "1"
	hunkStyle    text.Style = "36"
	oldStyle     text.Style = "31"
	newStyle     text.Style = "32"
	oldWordStyle text.Style = "7;31"
	newWordStyle text.Style = "7;32"
)

// shownPatch returns a patch as it is written to a terminal of the given width, or, if that is 0, byte for byte: to a pipe or
// file. flag is the value of --color.
func (a *app) shownPatch(patch, flag string, width int) string {
	color := flag == "always" || flag == "auto" && width > 0 && a.Getenv("NO_COLOR") == "" && a.Getenv("TERM") != "dumb"
	if !color && width == 0 {
		return patch
	}
	var b strings.Builder
	var minus, plus []string // lines that are changed for one another
	flush := func() {
		b.WriteString(paintPair(minus, plus, color))
		minus, plus = nil, nil
	}
	head := false
	for line := range strings.Lines(patch) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "diff --git "):
			flush()
			head = true
		case strings.HasPrefix(line, "@@ "):
			flush()
			head = false
			b.WriteString(styled(line, hunkStyle, color) + "\n")
			continue
		case !head && strings.HasPrefix(line, "-"):
			if len(plus) > 0 {
				flush()
			}
			minus = append(minus, line[1:])
			continue
		case !head && strings.HasPrefix(line, "+"):
			plus = append(plus, line[1:])
			continue
		default:
			flush()
		}
		style := text.Plain
		if head {
			style = headStyle
		}
		b.WriteString(styled(line, style, color) + "\n")
	}
	flush()
	return b.String()
}

// styled returns part of a line, harmless to a terminal, in a style.
func styled(s string, style text.Style, color bool) string {
	parts := strings.Split(s, "\t")
	for i := range parts {
		parts[i] = text.Clean(strings.TrimSuffix(parts[i], "\r"))
	}
	s = strings.Join(parts, "\t")
	if !color {
		return s
	}
	return text.Paint(s, style)
}

// paintPair shows lines that were replaced by others, with the words that differ highlighted.
func paintPair(minus, plus []string, color bool) string {
	var b strings.Builder
	oldWords, newWords := changedWords(strings.Join(minus, "\n"), strings.Join(plus, "\n"))
	write := func(lines []string, mark string, plain, word text.Style, spans []diffmatchpatch.Diff) {
		if !color || spans == nil {
			for _, line := range lines {
				b.WriteString(styled(mark+line, plain, color) + "\n")
			}
			return
		}
		b.WriteString(styled(mark, plain, true))
		for _, d := range spans {
			style := plain
			if d.Type != diffmatchpatch.DiffEqual {
				style = word
			}
			for i, part := range strings.Split(d.Text, "\n") {
				if i > 0 {
					b.WriteString("\n" + styled(mark, plain, true))
				}
				b.WriteString(styled(part, style, true))
			}
		}
		b.WriteString("\n")
	}
	write(minus, "-", oldStyle, oldWordStyle, oldWords)
	write(plus, "+", newStyle, newWordStyle, newWords)
	return b.String()
}

// maxCompared bounds the work, which grows with the square, and the number of words. In larger texts nobody looks for words.
const maxCompared = 1 << 14

// changedWords compares two texts word by word and returns each in pieces, equal and not. It returns nothing if one is
// empty or they have little in common: then a highlight would only be noise.
func changedWords(from, to string) (olds, news []diffmatchpatch.Diff) {
	if from == "" || to == "" || len(from)+len(to) > maxCompared {
		return nil, nil
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same patch always looks the same
	codes := &wordCodes{byWord: map[string]rune{}}
	diffs := dmp.DiffMainRunes(codes.encode(from), codes.encode(to), false)
	equal := 0
	for i, d := range diffs {
		d.Text = codes.decode(d.Text)
		switch {
		case d.Type == diffmatchpatch.DiffDelete:
			olds = append(olds, d)
		case d.Type == diffmatchpatch.DiffInsert:
			news = append(news, d)
		case i > 0 && i < len(diffs)-1 && !strings.ContainsFunc(d.Text, wordRune) && !strings.Contains(d.Text, "\n"):
			// A dot that two other expressions share is no likeness.
			olds = append(olds, diffmatchpatch.Diff{Type: diffmatchpatch.DiffDelete, Text: d.Text})
			news = append(news, diffmatchpatch.Diff{Type: diffmatchpatch.DiffInsert, Text: d.Text})
		default:
			equal += len(strings.Join(strings.Fields(d.Text), ""))
			olds, news = append(olds, d), append(news, d)
		}
	}
	if 3*equal < min(len(from), len(to)) {
		return nil, nil
	}
	return olds, news
}

// wordCodes gives every word a rune of its own, so that words can be compared by what compares characters.
type wordCodes struct {
	words  []string
	byWord map[string]rune
}

// firstCode begins a private use area of Unicode with room for more than maxCompared words.
const firstCode = 0xF0000

func (w *wordCodes) encode(s string) []rune {
	var out []rune
	for _, word := range splitWords(s) {
		code, ok := w.byWord[word]
		if !ok {
			code = firstCode + rune(len(w.words))
			w.byWord[word] = code
			w.words = append(w.words, word)
		}
		out = append(out, code)
	}
	return out
}

func (w *wordCodes) decode(s string) string {
	var b strings.Builder
	for _, code := range s {
		b.WriteString(w.words[code-firstCode])
	}
	return b.String()
}

// splitWords cuts s into identifiers, numbers and single other characters.
func splitWords(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if i > start && (!wordRune(r) || !wordRune(rune(s[i-1]))) {
			out = append(out, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

func wordRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80
}
