package load

import "bytes"

// outline returns a copy of a Go source in which the bodies of the functions that keep refuses are blank: every byte
// in them but the line ends is a space, so that all positions stay what they are. In the files
// that are worth parsing four fifths of the bytes stand in such functions, and the parser, the type checker
// and the rules would go through them for nothing.
//
// Only function declarations that start a line are blanked, as gofmt lays them out. What the text does not show
// clearly, as in a file with syntax errors, stays as it is. The second result is the number of bytes that are left.
func outline(src []byte, keep func(body []byte) bool) (out []byte, left int) {
	out, left = src, len(src)
	l := lexer{src: src}
	for l.nextFunc() {
		open, end := l.body()
		if end < 0 || keep(src[open+1:end]) {
			continue
		}
		if left == len(src) {
			out = bytes.Clone(src)
		}
		left -= end - open
		for i := open + 1; i < end; i++ {
			if c := out[i]; c != '\n' && c != '\r' {
				out[i] = ' '
			}
		}
	}
	return out, left
}

// A lexer steps through a Go source, over its comments, strings and characters.
type lexer struct {
	src   []byte
	at    int
	depth int // of braces, brackets and parentheses
}

// plain marks the bytes that a lexer need not look at.
var plain = func() (t [256]bool) {
	for i := range t {
		t[i] = !bytes.ContainsRune([]byte("/\"'`{}()[]\n"), rune(i))
	}
	return t
}()

// step moves past the next token that matters and returns its first byte, or 0 at the end.
// Comments and literals are passed over.
func (l *lexer) step() byte {
	for l.at < len(l.src) {
		c := l.src[l.at]
		l.at++
		if plain[c] {
			continue
		}
		switch c {
		case '/':
			l.comment()
		case '"', '\'':
			l.quoted(c)
		case '`':
			l.skipPast("`")
		case '{', '(', '[':
			l.depth++
			return c
		case '}', ')', ']':
			l.depth--
			return c
		case '\n':
			return c
		}
	}
	return 0
}

// comment passes over the comment behind a slash, if it is one. The newline that ends a line comment is left.
func (l *lexer) comment() {
	if l.at == len(l.src) {
		return
	}
	switch l.src[l.at] {
	case '/':
		if i := bytes.IndexByte(l.src[l.at:], '\n'); i >= 0 {
			l.at += i
		} else {
			l.at = len(l.src)
		}
	case '*':
		l.at++
		l.skipPast("*/")
	}
}

// quoted passes over a string or character that starts behind its quote. A line end ends it, too: it is broken then.
func (l *lexer) quoted(quote byte) {
	for l.at < len(l.src) {
		c := l.src[l.at]
		switch c {
		case '\n':
			return
		case '\\':
			l.at++
		}
		l.at++
		if c == quote {
			return
		}
	}
	l.at = len(l.src)
}

func (l *lexer) skipPast(end string) {
	if i := bytes.Index(l.src[l.at:], []byte(end)); i >= 0 {
		l.at += i + len(end)
	} else {
		l.at = len(l.src)
	}
}

// nextFunc moves to the next function declaration that starts a line outside all brackets.
func (l *lexer) nextFunc() bool {
	for {
		if l.depth == 0 && bytes.HasPrefix(l.src[l.at:], []byte("func ")) && (l.at == 0 || l.src[l.at-1] == '\n') {
			return true
		}
		for {
			c := l.step()
			if c == 0 || l.depth < 0 {
				return false // the end, or a file that does not add up
			}
			if c == '\n' && l.depth == 0 {
				break
			}
		}
	}
}

// importsEnd returns the offset of the first declaration that is not an import, or of one behind it. Imports come first (Go
// specification, "Source file organization").
func importsEnd(src []byte) int {
	l := lexer{src: src}
	for {
		if l.depth == 0 && l.startsDecl() {
			return l.at
		}
		for {
			c := l.step()
			if c == 0 || l.depth < 0 {
				return len(src)
			}
			if c == '\n' {
				break
			}
		}
	}
}

func (l *lexer) startsDecl() bool {
	for _, keyword := range []string{"func ", "type ", "var ", "const "} {
		if bytes.HasPrefix(l.src[l.at:], []byte(keyword)) {
			return true
		}
	}
	return false
}

// body moves past the declaration and returns the offsets of its body's braces; end is negative if it has no body.
// The body is the last group in braces that ends on the line on which it stands outside all brackets: a result type
// may have braces, too.
func (l *lexer) body() (open, end int) {
	end = -1
	for {
		switch c := l.step(); {
		case c == 0 || l.depth < 0:
			return 0, -1
		case c == '{' && l.depth == 1:
			open, end = l.at-1, -1
		case c == '}' && l.depth == 0:
			end = l.at - 1
		case c == '\n' && l.depth == 0:
			return open, end
		}
	}
}
