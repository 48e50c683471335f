package rewrite

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Unified returns the difference between the files of p and what becomes of them, as git diff writes it: git apply takes
// it in any directory of the repository.
func (p *Patch) Unified() string {
	var b strings.Builder
	for _, f := range p.Files {
		b.WriteString(Unified(f.Name, f.Src, f.Edits))
	}
	return b.String()
}

// Unified returns what s alone changes.
func (s *Step) Unified() string { return Unified(s.File, s.file.Src, s.Edits) }

// Unified returns what edits change in the file called name, which is slash-separated and relative to the repository, as
// git diff writes it. It is empty if they change nothing.
func Unified(name string, src []byte, edits []Edit) string {
	const context = 3
	text := string(src)
	lines := lineEdits(text, edits)
	if len(lines) == 0 {
		return ""
	}
	from, to := quotePath("a/"+name), quotePath("b/"+name)
	tab := ""
	if strings.Contains(name, " ") {
		tab = "\t" // as git and GNU diff do: what follows a space could be taken for a date
	}
	hunks, err := udiff.ToUnified(from+tab, to+tab, text, lines, context)
	if err != nil {
		panic(fmt.Sprintf("unified diff of %s: %v", name, err)) // the edits do not belong to src
	}
	// With this line the names are relative to the repository even where git apply runs in a directory below it.
	return "diff --git " + from + " " + to + "\n" + renumbered(hunks)
}

var hunkHeader = regexp.MustCompile(`(?m)^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$`)

// renumbered corrects where the hunks begin in the new file. go-udiff (0.4.1), as the package of golang.org/x/tools that it
// is a copy of, forgets the lines between two changes of one hunk when it counts on to the next hunk. All
// other lines of a hunk begin with a blank, a sign or a backslash, so none of them looks like a header.
func renumbered(hunks string) string {
	shift := 0
	return hunkHeader.ReplaceAllStringFunc(hunks, func(header string) string {
		m := hunkHeader.FindStringSubmatch(header)
		number := func(s string) int {
			n, err := strconv.Atoi(s)
			if err != nil {
				return 1 // a count that is left out
			}
			return n
		}
		from, fromCount, toCount := number(m[1]), number(m[2]), number(m[4])
		if fromCount == 0 || toCount == 0 {
			return header // an empty file has lines of its own
		}
		to := strconv.Itoa(from + shift)
		shift += toCount - fromCount
		return strings.Replace(header, "+"+m[3], "+"+to, 1)
	})
}

// lineEdits returns edits as replacements of whole lines, and only of lines that differ: an edit in the white space before
// a statement touches its line, and need not change it.
func lineEdits(src string, edits []Edit) []udiff.Edit {
	var out []udiff.Edit
	for len(edits) > 0 {
		start := strings.LastIndexByte(src[:edits[0].Start], '\n') + 1
		end, n := start, 0
		for n < len(edits) && (n == 0 || edits[n].Start <= end) {
			end = endOfLine(src, edits[n].End)
			n++
		}
		for _, e := range udiff.Lines(src[start:end], applied(src[start:end], edits[:n], start)) {
			out = append(out, udiff.Edit{Start: e.Start + start, End: e.End + start, New: e.New})
		}
		edits = edits[n:]
	}
	return out
}

// endOfLine returns the offset behind the line that at is in.
func endOfLine(src string, at int) int {
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}

// applied returns part, which begins at offset start of its file, with edits.
func applied(part string, edits []Edit, start int) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(part[at : e.Start-start])
		b.WriteString(e.New)
		at = e.End - start
	}
	b.WriteString(part[at:])
	return b.String()
}

// quotePath writes a path as git does: in quotes, with octal escapes, if it holds a byte that is not plain ASCII.
func quotePath(path string) string {
	const escapes = "\a\b\t\n\v\f\r\"\\"
	const letters = `abtnvfr"\`
	var b strings.Builder
	quoted := false
	for i := range len(path) {
		c := path[i]
		if j := strings.IndexByte(escapes, c); j >= 0 {
			b.WriteByte('\\')
			b.WriteByte(letters[j])
			quoted = true
			continue
		}
		if c < 0x20 || c >= 0x7f {
			fmt.Fprintf(&b, `\%03o`, c)
			quoted = true
			continue
		}
		b.WriteByte(c)
	}
	if !quoted {
		return path
	}
	return `"` + b.String() + `"`
}
