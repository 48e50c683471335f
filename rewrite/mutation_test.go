package rewrite

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/dave/dst"
)

const mark = "mutated(\"here\", 1)"

func insertMark(t *Tree, s dst.Stmt) error {
	stmts, err := t.Stmts(mark)
	if err != nil {
		return err
	}
	return t.InsertBefore(s, stmts...)
}

// deleteStmt leaves alone the only statement of a block, because braces close up around nothing.
func deleteStmt(t *Tree, s dst.Stmt) error {
	if l, err := t.list(s); err != nil || len(*l.stmts) == 1 {
		return errors.Join(errNoTarget, err)
	}
	return t.ReplaceStmt(s)
}

func wrapStmt(t *Tree, s dst.Stmt) error {
	stmts, err := t.Stmts("for " + mark + " {\n}")
	if err != nil {
		return err
	}
	loop := stmts[0].(*dst.ForStmt)
	loop.Body.List = []dst.Stmt{s}
	return t.ReplaceStmt(s, loop)
}

func moveStmt(t *Tree, s dst.Stmt) error {
	l, err := t.list(s)
	if err != nil {
		return err
	}
	if l.index+1 >= len(*l.stmts) {
		return errNoTarget
	}
	next := (*l.stmts)[l.index+1]
	(*l.stmts)[l.index], (*l.stmts)[l.index+1] = next, s
	return nil
}

var markLine = regexp.MustCompile(`^[ \t]*` + regexp.QuoteMeta(mark) + `\r?\n$`)

// checkInsert wants one edit for each function: the whole line that was inserted.
func checkInsert(p *probe) error {
	if len(p.edits) != p.tried {
		return fmt.Errorf("%d edits for %d insertions", len(p.edits), p.tried)
	}
	for _, e := range p.edits {
		if e.Start != e.End || !markLine.MatchString(e.New) || !lineStart(p.src, e.Start) {
			return errors.New("not the insertion of a line")
		}
	}
	return p.comments(nil)
}

// checkDelete wants whole lines deleted, and nothing that was not about the statement.
func checkDelete(p *probe) error {
	if len(p.edits) != p.tried {
		return fmt.Errorf("%d edits for %d deletions", len(p.edits), p.tried)
	}
	var gone []string
	for _, e := range p.edits {
		if e.New != "" || !lineStart(p.src, e.Start) || !lineStart(p.src, e.End) {
			return errors.New("not the deletion of lines")
		}
		gone = append(gone, comments(p.src[e.Start:e.End])...)
	}
	return p.comments(gone)
}

// checkWrap wants two lines more for each function, and the others to be what they were but for their indentation.
func checkWrap(p *probe) error {
	was, is := trimmed(p.src), trimmed(p.out)
	open := slices.Index(is, "for "+mark+" {")
	for open >= 0 {
		is = slices.Delete(is, open, open+1)
		open = slices.Index(is, "for "+mark+" {")
	}
	if d := len(is) - len(was); d != p.tried {
		return fmt.Errorf("%d closing lines for %d wraps", d, p.tried)
	}
	i := 0
	for _, line := range is {
		if i < len(was) && was[i] == line {
			i++
		} else if line != "}" {
			return fmt.Errorf("line %q", line)
		}
	}
	return p.comments(nil)
}

// checkMove wants the lines to be what they were, in another order. Blank lines belong to statements and move with them.
func checkMove(p *probe) error {
	was, is := strings.SplitAfter(string(p.src), "\n"), strings.SplitAfter(string(p.out), "\n")
	if p.ugly { // what moves is printed
		was, is = squeezed(p.src), squeezed(p.out)
	}
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	was, is = slices.DeleteFunc(was, blank), slices.DeleteFunc(is, blank)
	slices.Sort(was)
	slices.Sort(is)
	if !slices.Equal(was, is) {
		return errors.New("other lines")
	}
	return p.comments(nil)
}

// comments compares the comments of source and result, of which some may be gone.
func (p *probe) comments(gone []string) error {
	was, is := comments(p.src), append(comments(p.out), gone...)
	slices.Sort(was)
	slices.Sort(is)
	if !slices.Equal(was, is) {
		return errors.New("other comments")
	}
	return nil
}

func comments(src []byte) (keys []string) {
	for _, l := range lexed(newOriginal(src).text).lex {
		if l.tok.String() == "COMMENT" {
			keys = append(keys, l.key)
		}
	}
	return keys
}

func squeezed(src []byte) []string {
	lines := strings.Split(string(src), "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return lines
}

func trimmed(src []byte) []string {
	lines := strings.Split(string(src), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return lines
}

func lineStart(src []byte, at int) bool { return at == 0 || at == len(src) || src[at-1] == '\n' }
