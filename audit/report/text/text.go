// Package text lays out words on a terminal: harmless characters, display widths,
// columns and colours.
package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// cells measures text. It is fixed, and not runewidth's default, because that one asks the
// environment for the locale, and the same report has to give the same bytes everywhere.
var cells = &runewidth.Condition{StrictEmojiNeutral: true}

// ellipsis stands for what was cut off.
const ellipsis = "…"

// Width returns the number of terminal columns s takes.
func Width(s string) int { return cells.StringWidth(s) }

// Clean returns s with everything that does not print escaped as in Go source, so that a file
// name can neither break a line of the report nor steer the terminal it is shown on.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case strconv.IsPrint(r):
			b.WriteString(s[:size])
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		s = s[size:]
	}
	return b.String()
}

func isClean(s string) bool {
	for _, r := range s {
		// A byte that is no UTF-8 reads as RuneError, which itself would print.
		if r == utf8.RuneError || !strconv.IsPrint(r) {
			return false
		}
	}
	return true
}

// CutRight shortens s to width columns and leaves its beginning.
func CutRight(s string, width int) string {
	switch {
	case Width(s) <= width:
		return s
	case width < 1:
		return ""
	}
	return cells.Truncate(s, width, ellipsis)
}

// CutPath shortens a slash-separated path to width columns and leaves its end, which says
// most: whole elements if it can (…/queue.go).
func CutPath(s string, width int) string {
	total := Width(s)
	switch {
	case total <= width:
		return s
	case width < 1:
		return ""
	}
	tail := cells.TruncateLeft(s, total-width+1, "")
	if slash := strings.IndexByte(tail, '/'); slash >= 0 {
		tail = tail[slash:]
	}
	return ellipsis + tail
}

// Comma writes n with a comma between thousands.
func Comma(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Bytes writes an amount of memory as pprof does, in units of 1024: "512 B", "1.2 MB".
func Bytes(n int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB"}
	size, unit := float64(n), 0
	for ; math.Abs(size) >= 1023.95 && unit < len(units)-1; unit++ { // what would be written as 1024.0
		size /= 1024
	}
	digits := 1
	if unit == 0 || size == math.Trunc(size) {
		digits = 0
	}
	return strconv.FormatFloat(size, 'f', digits, 64) + " " + units[unit]
}

// Count writes n and the noun it counts: "1 file", "14 files".
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return Comma(n) + " " + plural(one)
}

// plural returns the plural of an English noun, or of a noun phrase that ends in its noun.
func plural(one string) string {
	stem, y := strings.CutSuffix(one, "y")
	switch {
	case y && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiou"):
		return stem + "ies"
	case strings.HasSuffix(one, "s"), strings.HasSuffix(one, "x"), strings.HasSuffix(one, "ch"), strings.HasSuffix(one, "sh"):
		return one + "es"
	}
	return one + "s"
}

// Wrap breaks s between words into lines of width columns, the later ones indented.
// A word that is wider than a line gets one of its own. Width 0 breaks nothing.
func Wrap(s string, width int) []string {
	if width <= 0 || Width(s) <= width {
		return []string{s}
	}
	const indent = "    "
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		n := Width(word)
		switch {
		case line == "":
			line, used = word, n
		case used+1+n > width:
			lines = append(lines, line)
			line, used = indent+word, len(indent)+n
		default:
			line, used = line+" "+word, used+1+n
		}
	}
	return append(lines, line)
}
