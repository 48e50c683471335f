package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"slices"
)

// A change touches one function, and it takes time to parse, print and compare all the others of a long file. So it is first made in an
// excerpt: the file without the bodies of functions that the change does not ask for. Its edits are those of the file, since
//
//   - gofmt has nothing to do in the file, nor dst in the excerpt, so the edits hold what the change made, and nothing else;
//   - what is left out is aligned with nothing outside of it, and holds no line directive, which would say where the rest stands;
//   - all that the change made lies between two cuts, so the lines that are compared there are the same.
//
// Where one of these does not hold, or anything else is odd, the whole file decides. A fix can but gain: what dst misprints in a function
// that was left out does not stand in its way.

// outline finds the bodies that an excerpt of o can do without. The syntax tree is that of the file as read.
func (o *original) outline(fset *token.FileSet, file *ast.File) {
	var bodies []span
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			if s, ok := o.inner(int(f.Body.Lbrace-file.FileStart), int(f.Body.Rbrace-file.FileStart)); ok {
				bodies = append(bodies, s)
			}
		}
	}
	if len(bodies) == 0 || bytes.ContainsRune(o.text, '\r') || hasLineDirective(o.text) {
		return
	}
	var buf bytes.Buffer
	if err := format.Node(&buf, fset, file); err == nil && bytes.Equal(buf.Bytes(), o.text) {
		o.bodies = bodies
	}
}

func hasLineDirective(text []byte) bool {
	return bytes.Contains(text, []byte("//line ")) || bytes.Contains(text, []byte("/*line "))
}

// inner returns what is between braces that stand alone: the first at the end of its line, the second on a line of its own, with a blank
// line, or nothing, below.
func (o *original) inner(open, shut int) (span, bool) {
	head := o.parsed(open + 1)
	tail := o.parsed(shut) - 1
	if head >= tail || o.text[head] != '\n' || o.text[tail] != '\n' {
		return span{}, false
	}
	if below := o.text[tail+2:]; string(below) != "\n" && !bytes.HasPrefix(below, []byte("\n\n")) {
		return span{}, false
	}
	return span{open + 1, o.read(tail)}, true
}

// maxTries is how often a change may ask for places that the excerpt lacks.
const maxTries = 4

// spliceExcerpt is splice by way of an excerpt, where there is one. A change is expected to touch what lies near; where it asks for other places as
// well, it is made once more in an excerpt that has them.
func (o *original) spliceExcerpt(near span, change func(*Tree) error) ([]Edit, error) {
	keep := near
	for range maxTries {
		cuts := slices.DeleteFunc(slices.Clone(o.bodies), keep.overlaps)
		if len(cuts) == 0 {
			break
		}
		edits, missed, err := newOriginal(o.src, cuts...).try(change)
		if err == nil {
			return edits, nil
		}
		if len(missed) == 0 {
			break
		}
		for _, p := range missed {
			keep = keep.with(span{p.Start, p.End})
		}
	}
	return o.splice(change)
}

var errUnlike = errors.New("the excerpt is not sure to give what the file would")

// try splices an excerpt. An error says that it takes another excerpt, with the places that this one missed, or the whole file.
func (e *original) try(change func(*Tree) error) (edits []Edit, missed []Place, err error) {
	tree, err := parse(e)
	if err != nil {
		return nil, nil, err
	}
	was, err := tree.print()
	if err != nil || was != string(e.text) {
		return nil, nil, errors.Join(err, errUnlike)
	}
	err = guard("change tree", func() error { return change(tree) })
	// A change that found its way without asking for a place may have looked at what is cut out.
	if err != nil || len(tree.missed) > 0 || !tree.asked {
		return nil, tree.missed, errors.Join(err, errUnlike)
	}
	is, err := tree.print()
	if err != nil {
		return nil, nil, err
	}
	if is == was {
		return nil, nil, nil
	}
	if !e.between(is) {
		return nil, nil, errUnlike
	}
	edits = newWeaver(was, was, is).edits()
	if err := e.sure(edits, is); err != nil {
		return nil, nil, err
	}
	for i := range edits {
		edits[i] = e.edit(edits[i])
	}
	return edits, nil, nil
}

// between reports whether all in which the text is not what it is now lies between two neighbouring cuts.
func (e *original) between(is string) bool {
	n := 0
	for n < len(e.text) && n < len(is) && e.text[n] == is[n] {
		n++
	}
	m := 0
	for m < len(e.text)-n && m < len(is)-n && e.text[len(e.text)-1-m] == is[len(is)-1-m] {
		m++
	}
	return !slices.ContainsFunc(e.cuts, func(c span) bool {
		at := e.parsed(c.start)
		return n <= at && at < len(e.text)-m
	})
}

// sure returns an error unless edits make of the text what it is now, and leave the cuts alone.
func (e *original) sure(edits []Edit, is string) error {
	if err := checkEdits(len(e.text), edits); err != nil {
		return err
	}
	for _, c := range e.cuts {
		at := e.parsed(c.start)
		if slices.ContainsFunc(edits, func(x Edit) bool { return x.Start <= at && at <= x.End }) {
			return fmt.Errorf("edit a body that is cut out: %w", errUnlike)
		}
	}
	text := Apply(e.text, edits)
	if string(text) != is {
		return errUnlike
	}
	return parses(text)
}
