package rewrite

import (
	"bytes"
	"sort"
	"strings"
)

// An original is a file as read, and the copy of it that is parsed: without byte order mark, and with the line ends that
// dst expects.
type original struct {
	src  []byte
	text []byte
	bom  int
	crs  []int // offsets in src of the carriage returns that text lacks

	printed string // the text as its tree is printed; empty as long as nobody asked
}

var byteOrderMark = []byte("\xEF\xBB\xBF")

func newOriginal(src []byte) *original {
	o := &original{src: src}
	if bytes.HasPrefix(src, byteOrderMark) {
		o.bom = len(byteOrderMark)
	}
	o.text = src[o.bom:]
	if !bytes.Contains(o.text, []byte("\r\n")) {
		return o
	}
	o.text = make([]byte, 0, len(src))
	for i := o.bom; i < len(src); i++ {
		if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			o.crs = append(o.crs, i)
			continue
		}
		o.text = append(o.text, src[i])
	}
	return o
}

// read returns the offset in the file as read of an offset in the text.
func (o *original) read(at int) int {
	return o.bom + at + sort.Search(len(o.crs), func(i int) bool { return o.crs[i]-o.bom-i >= at })
}

// parsed returns the offset in the text of an offset in the file as read.
func (o *original) parsed(at int) int {
	return at - o.bom - sort.SearchInts(o.crs, at)
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
