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
	oldWords, newWords := text.ChangedWords(strings.Join(minus, "\n"), strings.Join(plus, "\n"))
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
