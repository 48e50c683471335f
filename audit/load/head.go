package load

import (
	"bytes"
	"go/build/constraint"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A head is what stands before the declarations of a Go file.
type head struct {
	pkg        string // name in the package clause; empty where there is none
	generated  bool   // by the rule of go/ast.IsGenerated (https://go.dev/s/generatedcode)
	ignored    bool   // by a build constraint that demands the tag ignore
	complete   bool   // the package clause, or what stands in its place, was seen whole
	directives []directive
}

// A directive is a //go:debug line that chooses timer semantics.
type directive struct {
	line             int
	key, value, text string
}

// bom is the byte order mark, which the Go specification allows at the start of a file.
var bom = []byte("\xEF\xBB\xBF")

// parseHead reads src up to its package clause. If src is only the start of a file and
// the head is not complete, more bytes are needed.
func parseHead(src []byte) head {
	s := headScanner{src: src, line: 1}
	if bytes.HasPrefix(src, bom) {
		s.pos = len(bom)
	}
	if !s.skip(true) {
		return s.head
	}
	const keyword = "package"
	if word := s.word(); string(word) != keyword {
		s.head.complete = !strings.HasPrefix(keyword, string(word)) || s.ended()
		return s.head
	}
	if !s.skip(false) {
		return s.head
	}
	name := s.word()
	s.head.complete = s.ended()
	s.head.pkg = string(name)
	return s.head
}

type headScanner struct {
	src  []byte
	pos  int
	line int
	head head
}

// skip skips white space and comments, taking note of comments that stand before the package
// clause. It reports whether anything else follows.
func (s *headScanner) skip(before bool) bool {
	for s.pos < len(s.src) {
		switch rest := s.src[s.pos:]; {
		case rest[0] == '\n':
			s.line++
			s.pos++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r':
			s.pos++
		case bytes.HasPrefix(rest, []byte("//")):
			s.comment(lineEnd(rest), before)
		case bytes.HasPrefix(rest, []byte("/*")):
			end := bytes.Index(rest[2:], []byte("*/"))
			if end < 0 {
				return false
			}
			s.comment(end+4, before)
		case len(rest) == 1 && rest[0] == '/':
			return false
		default:
			return true
		}
	}
	return false
}

func lineEnd(b []byte) int {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i
	}
	return len(b)
}

// comment steps over the comment in the next n bytes.
func (s *headScanner) comment(n int, before bool) {
	text := s.src[s.pos : s.pos+n]
	if before {
		s.note(text)
	}
	s.pos += n
	s.line += bytes.Count(text, []byte("\n"))
}

func (s *headScanner) note(text []byte) {
	// Only comments with these bytes matter, and most comments have none of them.
	switch {
	case bytes.HasPrefix(text, []byte("//go:debug")):
		s.debug(string(text))
	case bytes.HasPrefix(text, []byte("//go:build")) || bytes.HasPrefix(text, []byte("// +build")):
		x, err := constraint.Parse(strings.ReplaceAll(string(text), "\r", ""))
		s.head.ignored = s.head.ignored || err == nil && demandsIgnore(x)
	case bytes.Contains(text, []byte("// Code generated ")):
		for line := range strings.SplitSeq(strings.ReplaceAll(string(text), "\r", ""), "\n") {
			rest, ok := strings.CutPrefix(line, "// Code generated ")
			if ok && strings.HasSuffix(rest, " DO NOT EDIT.") {
				s.head.generated = true
			}
		}
	}
}

// debug reads a directive as ParseGoDebug in cmd/go/internal/load/godebug.go does.
func (s *headScanner) debug(text string) {
	text = strings.TrimSpace(text)
	i := strings.IndexAny(text, " \t")
	if i != len("//go:debug") {
		return
	}
	key, value, ok := strings.Cut(strings.TrimSpace(text[i:]), "=")
	if ok && choosesTimers(key) {
		s.head.directives = append(s.head.directives, directive{s.line, key, value, text})
	}
}

// demandsIgnore reports whether x can only hold with the tag ignore, by convention the mark of
// files that are run by hand and belong to no package (go help buildconstraint).
func demandsIgnore(x constraint.Expr) bool {
	switch x := x.(type) {
	case *constraint.TagExpr:
		return x.Tag == "ignore"
	case *constraint.AndExpr:
		return demandsIgnore(x.X) || demandsIgnore(x.Y)
	case *constraint.OrExpr:
		return demandsIgnore(x.X) && demandsIgnore(x.Y)
	}
	return false
}

// ended reports whether a word that ended here would end here with more bytes as well: src may stop in
// the middle of a word or of a character.
func (s *headScanner) ended() bool { return utf8.FullRune(s.src[s.pos:]) }

// word returns the letters and digits that follow.
func (s *headScanner) word() []byte {
	start := s.pos
	for s.pos < len(s.src) {
		r, n := rune(s.src[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(s.src[s.pos:])
		}
		if r != '_' && !unicode.IsLetter(r) && !(unicode.IsDigit(r) && s.pos > start) {
			break
		}
		s.pos += n
	}
	return s.src[start:s.pos]
}
