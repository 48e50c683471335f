package text

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// maxCompared bounds the work, which grows with the square, and the number of words. In larger texts nobody looks for words.
const maxCompared = 1 << 14

// ChangedWords compares two texts word by word and returns each in pieces, equal and not. It returns nothing if one is
// empty or they have little in common: then a highlight would only be noise.
func ChangedWords(from, to string) (olds, news []diffmatchpatch.Diff) {
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
