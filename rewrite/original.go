package rewrite

import (
	"bytes"
	"slices"
	"sort"
	"strings"
)

// An original is a file as read, and the copy of it that is parsed: without byte order mark, with the line ends that dst
// expects, and, if it is an excerpt, without the bodies of some functions.
type original struct {
	src  []byte
	text []byte
	bom  int
	gone []gap  // what text lacks of src, in order
	cuts []span // those of them that make it an excerpt

	bodies  []span // in src: what an excerpt can do without
	printed string // the text as its tree is printed; empty as long as nobody asked
}

// A span is a stretch of the file as read.
type span struct{ start, end int }

func (s span) overlaps(o span) bool { return s.start < o.end && o.start < s.end }

// with returns the stretch from the first of both to the end of the last. The zero span is none.
func (s span) with(o span) span {
	if s == (span{}) {
		return o
	}
	return span{min(s.start, o.start), max(s.end, o.end)}
}

// A gap is a stretch that the text lacks, and the offset in the text where it does.
type gap struct {
	span
	at int
}

var byteOrderMark = []byte("\xEF\xBB\xBF")

// newOriginal returns src without cuts, which are in order and apart.
func newOriginal(src []byte, cuts ...span) *original {
	o := &original{src: src, cuts: cuts}
	if bytes.HasPrefix(src, byteOrderMark) {
		o.bom = len(byteOrderMark)
	}
	from := o.bom
	for _, c := range cuts {
		o.dropReturns(span{from, c.start})
		o.gone = append(o.gone, gap{span: c})
		from = c.end
	}
	o.dropReturns(span{from, len(src)})
	if len(o.gone) == 0 {
		o.text = src[o.bom:]
		return o
	}
	from = o.bom
	for i := range o.gone {
		g := &o.gone[i]
		o.text = append(o.text, src[from:g.start]...)
		g.at, from = len(o.text), g.end
	}
	o.text = append(o.text, src[from:]...)
	return o
}

// dropReturns leaves out the carriage returns of line ends in a stretch.
func (o *original) dropReturns(in span) {
	for {
		i := bytes.Index(o.src[in.start:in.end], []byte("\r\n"))
		if i < 0 {
			return
		}
		at := in.start + i
		o.gone = append(o.gone, gap{span: span{at, at + 1}})
		in.start = at + 1
	}
}

// line returns the line with a number, from 1 on, of the file as read; the zero span if there is no such line.
func (o *original) line(n int) span {
	start := 0
	for range n - 1 {
		i := bytes.IndexByte(o.src[start:], '\n')
		if i < 0 {
			return span{}
		}
		start += i + 1
	}
	end := len(o.src)
	if i := bytes.IndexByte(o.src[start:], '\n'); i >= 0 {
		end = start + i
	}
	return span{start, end}
}

// read returns the offset in the file as read of an offset in the text.
func (o *original) read(at int) int {
	i := sort.Search(len(o.gone), func(i int) bool { return o.gone[i].at >= at })
	if i == 0 {
		return o.bom + at
	}
	return o.gone[i-1].end + at - o.gone[i-1].at
}

// parsed returns the offset in the text of an offset in the file as read.
func (o *original) parsed(at int) int {
	i := sort.Search(len(o.gone), func(i int) bool { return o.gone[i].start >= at })
	if i == 0 {
		return at - o.bom
	}
	return o.gone[i-1].at + max(0, at-o.gone[i-1].end)
}

// lacks reports whether an excerpt lacks some of a place.
func (o *original) lacks(p Place) bool {
	return slices.ContainsFunc(o.cuts, span{p.Start, p.End}.overlaps)
}

// edit turns an edit of the text into one of the file as read. Its new lines end as the line above does.
func (o *original) edit(e Edit) Edit {
	res := Edit{Start: o.read(e.Start), End: o.read(e.End), New: e.New}
	if o.crlf(res.Start) {
		res.New = strings.ReplaceAll(e.New, "\n", "\r\n")
	}
	return res
}

// crlf reports whether the line above at, or else the line at at, ends with a carriage return.
func (o *original) crlf(at int) bool {
	i := bytes.LastIndexByte(o.src[:at], '\n')
	if i < 0 {
		if i = bytes.IndexByte(o.src[at:], '\n'); i >= 0 {
			i += at
		}
	}
	return i > 0 && o.src[i-1] == '\r'
}
