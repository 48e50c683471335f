package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"

	"github.com/dave/dst/decorator"
)

// Splice returns the edits that make of src what change makes of its tree: as few bytes as possible, in order, without
// overlap, and with the offsets of src as read. Bytes outside the edits have not been looked at by a printer: line ends, byte
// order mark, indentation and comments are what they were.
//
// Before it returns them, Splice makes sure that the edited file parses to the changed tree, comments included. An
// error of change is returned as it is.
func Splice(src []byte, change func(*Tree) error) ([]Edit, error) {
	return newOriginal(src).splice(change)
}

// splice is Splice of o, which it remembers how to print.
func (o *original) splice(change func(*Tree) error) ([]Edit, error) {
	tree, err := parse(o)
	if err != nil {
		return nil, fmt.Errorf("parse file: %w", err)
	}
	if o.printed == "" {
		if o.printed, err = tree.print(); err != nil {
			return nil, fmt.Errorf("print file: %w", err)
		}
	}
	was := o.printed
	if err := guard("change tree", func() error { return change(tree) }); err != nil {
		return nil, err
	}
	is, err := tree.print()
	if err != nil {
		return nil, fmt.Errorf("print changed file: %w", err)
	}
	if was == is {
		return nil, nil
	}
	return splice(o, was, is)
}

func splice(orig *original, was, is string) ([]Edit, error) {
	w := newWeaver(string(orig.text), was, is)
	edits, err := orig.checked(w.edits(), is)
	// gofmt made more of the source than space. Where it did so next to a change, take all of it as printed.
	for _, parts := range [][]int{w.v[before].rows(), w.v[before].decls()} {
		if err != nil && w.loosen(parts) {
			edits, err = orig.checked(w.edits(), is)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("splice file: %w", err)
	}
	return edits, nil
}

// checked returns edits of the text as edits of the file as read, unless they do not make a file that is to be printed as
// want.
func (o *original) checked(edits []Edit, want string) ([]Edit, error) {
	read := make([]Edit, len(edits))
	for i, e := range edits {
		read[i] = o.edit(e)
	}
	if err := checkEdits(len(o.src), read); err != nil {
		return nil, err
	}
	if err := same(Apply(o.src, read), want); err != nil {
		return nil, err
	}
	return read, nil
}

var errDiffers = errors.New("the edited file differs from the changed tree")

// same reports an error unless the file src is, but for its format, the file want.
func same(src []byte, want string) error {
	got := newOriginal(src)
	if string(got.text) == want {
		return parses(got.text)
	}
	if alike(got.text, want) == nil {
		return nil
	}
	tree, err := parse(got)
	if err != nil {
		return err
	}
	printed, err := tree.print()
	if err != nil {
		return err
	}
	return alike([]byte(printed), want)
}

func parses(text []byte) error {
	_, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments|parser.SkipObjectResolution)
	return err
}

// alike compares lexemes and, as lexemes leave out semicolons, syntax.
func alike(got []byte, want string) error {
	if !slices.Equal(lexed(got).keys(), lexed([]byte(want)).keys()) {
		return errDiffers
	}
	g, err := shape(got)
	if err != nil {
		return err
	}
	w, err := shape([]byte(want))
	if err != nil {
		return err
	}
	if !slices.Equal(g, w) {
		return errDiffers
	}
	return nil
}

// shape returns the kinds of the nodes of a file in the order of a walk, with nil where one ends. Comments that belong to
// a declaration are nodes.
func shape(src []byte) (kinds []reflect.Type, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.EmptyStmt); ok {
			return false
		}
		kinds = append(kinds, reflect.TypeOf(n))
		return true
	})
	return kinds, nil
}

// print returns the file as gofmt would format it.
func (t *Tree) print() (text string, err error) {
	var buf bytes.Buffer
	err = guard("print tree", func() error { return decorator.NewRestorer().Fprint(&buf, t.File) })
	return buf.String(), err
}

// guard makes an error of a panic: dst panics on a tree that has a node twice, or lacks one.
func guard(what string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %v", what, p)
		}
	}()
	return do()
}
