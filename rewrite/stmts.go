package rewrite

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/dave/dst"
	"github.com/dave/dst/decorator"
)

// InsertBefore puts statements in front of stmt, and of its label if it has one. They go above the comments that lead stmt, so
// that a directive stays next to what it is about, and below the blank line above those.
func (t *Tree) InsertBefore(stmt dst.Stmt, stmts ...dst.Stmt) error {
	l, err := t.list(stmt)
	if err != nil {
		return fmt.Errorf("insert statement: %w", err)
	}
	if len(stmts) == 0 {
		return nil
	}
	ownLines(stmts)
	at, first := l.at().Decorations(), stmts[0].Decorations()
	first.Before = at.Before
	if first.Before == dst.None {
		first.Before = dst.NewLine
	}
	above, lead := leading(at.Start)
	first.Start.Prepend(above...)
	at.Start.Replace(lead...)
	at.Before = dst.NewLine
	l.put(slices.Concat((*l.stmts)[:l.index], stmts, (*l.stmts)[l.index:]))
	return nil
}

// InsertAfter puts statements behind stmt, and behind the comment on its line. Comments on the lines below stay below.
func (t *Tree) InsertAfter(stmt dst.Stmt, stmts ...dst.Stmt) error {
	l, err := t.list(stmt)
	if err != nil {
		return fmt.Errorf("insert statement: %w", err)
	}
	if len(stmts) == 0 {
		return nil
	}
	ownLines(stmts)
	at, last := l.at().Decorations(), stmts[len(stmts)-1].Decorations()
	if below := trailing(at.End); len(below) > 0 {
		at.End.Replace(at.End[:len(at.End)-len(below)]...)
		last.End.Append(slices.Concat(lineBreaks(last.End, dst.NewLine), below)...)
	}
	last.After, at.After = max(at.After, dst.NewLine), dst.NewLine
	l.put(slices.Concat((*l.stmts)[:l.index+1], stmts, (*l.stmts)[l.index+1:]))
	return nil
}

// ReplaceStmt puts statements in place of old, which they may contain. What does not contain it takes over the comments above
// and behind it; the comments inside are the caller's. With no statements, the comments next to old go with it, and others stay.
func (t *Tree) ReplaceStmt(old dst.Stmt, stmts ...dst.Stmt) error {
	l, err := t.list(old)
	if err != nil {
		return fmt.Errorf("replace statement: %w", err)
	}
	if l.at() != old {
		return t.replaceLabeled(l, old, stmts)
	}
	if len(stmts) == 0 {
		l.remove()
		return nil
	}
	ownLines(stmts)
	was, first, last := old.Decorations(), stmts[0].Decorations(), stmts[len(stmts)-1].Decorations()
	before, after := was.Before, was.After
	if !contain(stmts, old) {
		first.Start.Prepend(was.Start...)
		last.End.Append(was.End...)
	} else if !slices.Contains(stmts, old) {
		was.Before, was.After = dst.NewLine, dst.NewLine
	}
	first.Before, last.After = max(before, dst.NewLine), max(after, dst.NewLine)
	l.put(slices.Concat((*l.stmts)[:l.index], stmts, (*l.stmts)[l.index+1:]))
	return nil
}

// EncloseRest moves stmt, and all that follows it in its list, into body, which around contains and which takes their place.
func (t *Tree) EncloseRest(stmt, around dst.Stmt, body *dst.BlockStmt) error {
	l, err := t.list(stmt)
	if err != nil {
		return fmt.Errorf("enclose statements: %w", err)
	}
	body.List = slices.Clone((*l.stmts)[l.index:])
	first, last := body.List[0].Decorations(), body.List[len(body.List)-1].Decorations()
	decs := around.Decorations()
	decs.Before, decs.After = max(first.Before, dst.NewLine), max(last.After, dst.NewLine)
	first.Before, last.After = dst.NewLine, dst.NewLine
	l.put(slices.Concat((*l.stmts)[:l.index], []dst.Stmt{around}))
	return nil
}

// replaceLabeled replaces the statement of a label, which takes one statement.
func (t *Tree) replaceLabeled(l list, old dst.Stmt, stmts []dst.Stmt) error {
	if len(stmts) != 1 {
		return errors.New("replace statement: a label takes one statement")
	}
	labeled, ok := t.Parent(old).(*dst.LabeledStmt)
	if !ok {
		return errors.New("replace statement: not in a list of statements")
	}
	if !contain(stmts, old) {
		stmts[0].Decorations().Start.Prepend(old.Decorations().Start...)
		stmts[0].Decorations().End.Append(old.Decorations().End...)
	}
	stmts[0].Decorations().Before = max(old.Decorations().Before, dst.NewLine)
	labeled.Stmt = stmts[0]
	return nil
}

func contain(stmts []dst.Stmt, old dst.Stmt) (found bool) {
	for _, s := range stmts {
		dst.Inspect(s, func(n dst.Node) bool {
			found = found || n == dst.Node(old)
			return !found
		})
	}
	return found
}

// A list is a list of statements, and a place in it.
type list struct {
	stmts  *[]dst.Stmt
	index  int
	holder dst.Node
}

// list returns the list that holds stmt or the label above it.
func (t *Tree) list(stmt dst.Stmt) (list, error) {
	var n dst.Node = stmt
	parent := t.Parent(n)
	for {
		labeled, ok := parent.(*dst.LabeledStmt)
		if !ok {
			break
		}
		n, parent = labeled, t.Parent(labeled)
	}
	l := list{holder: parent}
	switch p := parent.(type) {
	case nil:
		return l, errors.New("the tree does not have it")
	case *dst.BlockStmt:
		l.stmts = &p.List
	case *dst.CaseClause:
		l.stmts = &p.Body
	case *dst.CommClause:
		l.stmts = &p.Body
	default:
		return l, fmt.Errorf("not in a list of statements but in %T", parent)
	}
	l.index = slices.IndexFunc(*l.stmts, func(s dst.Stmt) bool { return dst.Node(s) == n })
	switch n.(type) {
	case *dst.CaseClause, *dst.CommClause:
		return l, errors.New("a case is no statement")
	}
	if l.index < 0 {
		return l, errors.New("not in a list of statements but in front of one")
	}
	return l, nil
}

func (l list) at() dst.Stmt { return (*l.stmts)[l.index] }

// put sets the statements and, as gofmt keeps a short function on one line only if all of it is, has each on its own.
func (l list) put(stmts []dst.Stmt) {
	for _, s := range stmts {
		d := s.Decorations()
		d.Before = max(d.Before, dst.NewLine)
	}
	if _, ok := l.holder.(*dst.BlockStmt); ok {
		d := stmts[len(stmts)-1].Decorations()
		d.After = max(d.After, dst.NewLine)
	}
	*l.stmts = stmts
}

// remove cuts the statement out, with the comments that lead it and those that stand behind it on its line.
func (l list) remove() {
	d := l.at().Decorations()
	above, _ := leading(d.Start)
	below := trailing(d.End)
	rest := slices.Delete(slices.Clone(*l.stmts), l.index, l.index+1)
	switch comments := slices.Concat(above, below); {
	case l.index < len(rest):
		next := rest[l.index].Decorations()
		switch {
		case len(below) == 0:
			next.Before = max(next.Before, d.Before)
		case next.Before == dst.EmptyLine: // the blank line stays where it is, below the comments
			comments = append(comments, "\n")
			fallthrough
		default:
			next.Before = max(d.Before, dst.NewLine)
		}
		next.Start.Prepend(comments...)
	case len(comments) == 0:
	case l.index > 0:
		prev := rest[l.index-1].Decorations()
		prev.End.Append(slices.Concat(lineBreaks(prev.End, d.Before), comments)...)
		prev.After = dst.NewLine
	default:
		l.keep(comments)
	}
	*l.stmts = rest
}

// trailing returns the comments behind a statement that stand on lines of their own.
func trailing(end []string) []string {
	for i, s := range end {
		if s == "\n" || strings.HasPrefix(s, "//") {
			return slices.Clone(end[i+1:])
		}
	}
	return nil
}

// lineBreaks returns what has to stand between the comments behind a statement and more of them. A comment that starts with
// two slashes ends its line itself.
func lineBreaks(end []string, space dst.SpaceType) []string {
	n := int(space)
	if len(end) > 0 && strings.HasPrefix(end[len(end)-1], "//") {
		n--
	}
	return slices.Repeat([]string{"\n"}, max(n, 0))
}

// keep puts comments into a list that becomes empty.
func (l list) keep(comments []string) {
	comments = append([]string{"\n"}, comments...)
	switch h := l.holder.(type) {
	case *dst.BlockStmt:
		h.Decs.Lbrace.Append(comments...)
	case *dst.CaseClause:
		h.Decs.Colon.Append(comments...)
	case *dst.CommClause:
		h.Decs.Colon.Append(comments...)
	}
}

// ownLines gives each statement a line of its own.
func ownLines(stmts []dst.Stmt) {
	for _, s := range stmts {
		d := s.Decorations()
		d.Before, d.After = max(d.Before, dst.NewLine), max(d.After, dst.NewLine)
	}
}

// leading parts the comments in front of a statement into those above a blank line and those next to the statement.
func leading(start []string) (above, lead []string) {
	i := len(start)
	for i > 0 && start[i-1] != "\n" {
		i--
	}
	return slices.Clone(start[:i]), slices.Clone(start[i:])
}

// Stmts parses statements. Every call makes new nodes: a tree must not have a node twice.
func (t *Tree) Stmts(src string) ([]dst.Stmt, error) {
	body, err := parseBody(src)
	if err != nil {
		return nil, fmt.Errorf("parse statements %q: %w", src, err)
	}
	ownLines(body.List)
	if len(body.List) > 0 {
		body.List[0].Decorations().Before = dst.NewLine
	}
	return body.List, nil
}

// Expr parses an expression. Every call makes new nodes.
func (t *Tree) Expr(src string) (dst.Expr, error) {
	body, err := parseBody("_ = " + src)
	if err == nil && len(body.List) == 1 {
		if a, ok := body.List[0].(*dst.AssignStmt); ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 {
			return a.Rhs[0], nil
		}
	}
	if err == nil {
		err = errors.New("not one expression")
	}
	return nil, fmt.Errorf("parse expression %q: %w", src, err)
}

func parseBody(src string) (body *dst.BlockStmt, err error) {
	err = guard("decorate", func() error {
		file, err := decorator.Parse("package p\n\nfunc _() {\n" + src + "\n}\n")
		if err != nil {
			return err
		}
		f, ok := file.Decls[0].(*dst.FuncDecl)
		if !ok || len(file.Decls) > 1 {
			return errors.New("more than one function body")
		}
		body = f.Body
		return nil
	})
	return body, err
}

// CloneWithoutComments returns a copy of n that has none of its comments: a comment that a tree has once must not come out
// twice.
func CloneWithoutComments[N dst.Node](n N) N {
	clone := dst.Clone(n).(N)
	dst.Inspect(clone, func(n dst.Node) bool {
		if n != nil {
			clearComments(reflect.ValueOf(n).Elem().FieldByName("Decs"))
		}
		return true
	})
	return clone
}

// clearComments clears every list of decorations in decs, which each kind of node has under its own names.
func clearComments(decs reflect.Value) {
	if !decs.IsValid() {
		return
	}
	for i := range decs.NumField() {
		switch f := decs.Field(i); {
		case f.Kind() == reflect.Struct:
			clearComments(f)
		case f.Type() == reflect.TypeFor[dst.Decorations]():
			f.SetZero()
		}
	}
}
