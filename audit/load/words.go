package load

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// An imported tells under which names a file knows a package.
type imported struct {
	there bool     // the file imports it
	any   bool     // with a dot, or in some way that is not understood: its names may stand alone
	names []string // of the package in the file
}

// importedAs looks for imports of path in head, the part of a file that holds its imports. It may take a comment or string for an
// import, and never misses one.
func importedAs(head []byte, path string) imported {
	var as imported
	for _, quote := range []string{`"`, "`"} {
		literal := []byte(quote + path + quote)
		for at := 0; ; at += len(literal) {
			i := bytes.Index(head[at:], literal)
			if i < 0 {
				break
			}
			at += i
			as.there = true
			as.add(head[:at], path)
		}
	}
	return as
}

// add notes the name in front of an import path: what stands between it and the line's beginning.
func (as *imported) add(before []byte, path string) {
	before = bytes.TrimRight(before, " \t")
	n := len(before)
	for n > 0 && inName(before[n-1]) {
		n--
	}
	name := string(before[n:])
	switch {
	case name == "import", name == "" && (n == 0 || bytes.IndexByte([]byte("\n(;"), before[n-1]) >= 0):
		// The name is the package's own, which is the last element of the path for those that rules ask for.
		as.names = append(as.names, path[strings.LastIndexByte(path, '/')+1:])
	case name == "":
		as.any = true
	default:
		as.names = append(as.names, name)
	}
}

// containsWord reports whether src contains word and, where the word begins or ends like an identifier, not as part of a
// longer one. A star in front of word stands for any beginning of a longer one. If as is not nil, the word must be a name of that
// package, as in time.After.
func containsWord(src, word []byte, as *imported) bool {
	word, ending := bytes.CutPrefix(word, []byte("*"))
	for at := 0; ; at++ {
		i := bytes.Index(src[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		switch {
		case at > 0 && !ending && inName(word[0]) && inName(src[at-1]):
		case end < len(src) && inName(word[len(word)-1]) && inName(src[end]):
		case as == nil || as.any || as.qualifies(src[:at]):
			return true
		}
	}
}

// qualifies reports whether before ends in a name of the package and a dot. White space and comments may stand between the
// tokens of a selector, though they seldom do: a comment in such a place is not looked into.
func (as *imported) qualifies(before []byte) bool {
	before, comment := trimSpace(before)
	if comment {
		return true
	}
	before, ok := bytes.CutSuffix(before, []byte("."))
	if !ok {
		return false
	}
	before, comment = trimSpace(before)
	if comment {
		return true
	}
	n := len(before)
	for n > 0 && inName(before[n-1]) {
		n--
	}
	return slices.Contains(as.names, string(before[n:]))
}

// trimSpace cuts white space from the end of text, and tells whether the rest ends in a comment.
func trimSpace(text []byte) (rest []byte, comment bool) {
	rest = bytes.TrimRight(text, " \t\r\n")
	if bytes.HasSuffix(rest, []byte("*/")) {
		return rest, true
	}
	if bytes.IndexByte(text[len(rest):], '\n') < 0 {
		return rest, false
	}
	line := rest[bytes.LastIndexByte(rest, '\n')+1:]
	return rest, bytes.Contains(line, []byte("//"))
}

// inName reports whether c can be part of an identifier. Bytes of letters beyond ASCII count.
func inName(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c >= utf8.RuneSelf
}
