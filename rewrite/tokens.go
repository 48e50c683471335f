package rewrite

import (
	"bytes"
	"go/scanner"
	"go/token"
	"strings"
)

// A lexeme is a token or a comment, and where it stands. Semicolons are none: gofmt adds and drops them, so they count
// as white space.
type lexeme struct {
	pos, end int
	tok      token.Token
	key      string // equal for lexemes that gofmt holds equal
	first    bool   // a line ends in front of it, or the file starts
}

// A printed is one version of a file, cut into lexemes.
type printed struct {
	text string
	lex  []lexeme
}

func lexed(text []byte) printed {
	p := printed{text: string(text)}
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return p
		}
		if tok == token.SEMICOLON {
			continue
		}
		at := file.Offset(pos)
		end := lexemeEnd(text, at, tok, lit)
		first := len(p.lex) == 0 || strings.Contains(p.text[p.stop(len(p.lex)-1):at], "\n")
		p.lex = append(p.lex, lexeme{at, end, tok, lexemeKey(tok, p.text[at:end]), first})
	}
}

// lexemeEnd returns the end of the lexeme at pos. The literal does not tell: the scanner drops carriage returns.
func lexemeEnd(text []byte, pos int, tok token.Token, lit string) int {
	rest := text[pos:]
	end := len(lit)
	switch {
	case tok == token.COMMENT && bytes.HasPrefix(rest, []byte("/*")):
		end = after(rest, 2, "*/")
	case tok == token.COMMENT:
		if end = bytes.IndexByte(rest, '\n'); end < 0 {
			end = len(rest)
		}
	case tok == token.STRING && rest[0] == '`':
		end = after(rest, 1, "`")
	case tok.IsOperator():
		end = len(tok.String())
	}
	return pos + min(end, len(rest))
}

// after returns the offset behind the first sep in b[from:], or the end of b.
func after(b []byte, from int, sep string) int {
	if i := bytes.Index(b[from:], []byte(sep)); i >= 0 {
		return from + i + len(sep)
	}
	return len(b)
}

func lexemeKey(tok token.Token, text string) string {
	switch tok {
	case token.COMMENT:
		return commentKey(text)
	case token.INT, token.FLOAT, token.IMAG:
		// gofmt lowers 0X and E, and trims the zeros of 00i.
		text = strings.ToLower(text)
		if tok == token.IMAG {
			text = strings.TrimLeft(text, "0")
		}
		return text
	case token.STRING:
		return strings.ReplaceAll(text, "\r", "")
	}
	return text
}

// commentKey leaves out what moves when a comment is printed at another depth.
func commentKey(text string) string {
	if !strings.ContainsAny(text, "\n\r \t\f\v") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.ReplaceAll(line, "\r", "")
		if i > 0 {
			line = strings.TrimLeft(line, " \t")
		}
		lines[i] = strings.TrimRight(line, " \t\f\v")
	}
	return strings.Join(lines, "\n")
}

// depth returns by how much the lexeme changes the depth of brackets.
func (l lexeme) depth() int {
	switch l.tok {
	case token.LPAREN, token.LBRACK, token.LBRACE:
		return 1
	case token.RPAREN, token.RBRACK, token.RBRACE:
		return -1
	}
	return 0
}

// start and stop return the offsets between which the text in front of, or behind, lexeme i stands; i may be one off
// either end.
func (p printed) stop(i int) int {
	if i < 0 {
		return 0
	}
	return p.lex[i].end
}

func (p printed) start(i int) int {
	if i >= len(p.lex) {
		return len(p.text)
	}
	return p.lex[i].pos
}

// gap returns the text between lexeme i-1 and lexeme i.
func (p printed) gap(i int) string { return p.text[p.stop(i-1):p.start(i)] }

// indent returns how far lexeme i, the first of a line, is indented.
func (p printed) indent(i int) int {
	gap := p.gap(i)
	return len(gap) - strings.LastIndexByte(gap, '\n') - 1
}

func (p printed) keys() []string {
	keys := make([]string, len(p.lex))
	for i, l := range p.lex {
		keys[i] = l.key
	}
	return keys
}
