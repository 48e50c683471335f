package report

import (
	"math"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// hunks returns the hunks of a diff of one file. There are none if it is no such diff: reports that are
// converted come from outside.
func hunks(diff string) []*gitdiff.TextFragment {
	files, _, err := gitdiff.Parse(strings.NewReader(diff))
	if err != nil || len(files) != 1 {
		return nil
	}
	for _, h := range files[0].TextFragments {
		if h.OldPosition > math.MaxInt32 || h.NewPosition > math.MaxInt32 {
			return nil // no file has such a line, and what counts on from it could overflow
		}
	}
	return files[0].TextFragments
}

// A change is lines that come in place of others that follow one another.
type change struct {
	line       int      // 1-based: of the first old line or, if there is none, of the line that comes after the new ones
	olds, news []string // with their ends of line: the last line of a file may have none
}

// changes returns what a hunk changes.
func changes(h *gitdiff.TextFragment) []change {
	line := int(h.OldPosition)
	if h.OldLines == 0 {
		line++ // a hunk without old lines names the line in front
	}
	var out []change
	c := change{line: line}
	flush := func() {
		if len(c.olds)+len(c.news) > 0 {
			out = append(out, c)
		}
		c = change{line: line}
	}
	for _, l := range h.Lines {
		switch l.Op {
		case gitdiff.OpDelete:
			c.olds = append(c.olds, l.Line)
			line++
		case gitdiff.OpAdd:
			c.news = append(c.news, l.Line)
		default:
			line++
			flush()
			c.line = line
		}
	}
	flush()
	return out
}

// oldLines returns the lines of the old file that a diff shows, by number.
func oldLines(diff string) map[int]string {
	shown := map[int]string{}
	for _, h := range hunks(diff) {
		line := int(h.OldPosition)
		for _, l := range h.Lines {
			if l.Op != gitdiff.OpAdd {
				shown[line] = l.Line
				line++
			}
		}
	}
	return shown
}
