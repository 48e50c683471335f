package rewrite

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"

	"github.com/dave/dst"
	"github.com/dave/dst/decorator"
)

// A Tree is one file as a decorated syntax tree that a fix may change as it likes. Functions may lack their bodies where the fix asks for
// no place in them.
type Tree struct {
	File *dst.File

	fset    *token.FileSet
	file    *ast.File
	dec     *decorator.Decorator
	orig    *original
	places  map[Place]ast.Node    // in the text that was parsed, not in the file as read
	asked   bool                  // for a place
	missed  []Place               // asked for, and in what an excerpt lacks
	parents map[dst.Node]dst.Node // may be out of date
}

func parse(orig *original) (*Tree, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", orig.text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	t := &Tree{fset: fset, file: file, dec: decorator.NewDecorator(fset), orig: orig}
	err = guard("decorate file", func() error {
		t.File, err = t.dec.DecorateFile(file)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("decorate file: %w", err)
	}
	return t, nil
}

// A Place names a node of a file by its bytes: fixes are decided on one parse of a file and made on another.
type Place struct {
	Start, End int // offsets in the file as read
	Kind       reflect.Type
}

// PlaceOf returns the place of n, in a file that was parsed from the bytes as read.
func PlaceOf(fset *token.FileSet, n ast.Node) Place {
	return Place{
		Start: fset.PositionFor(n.Pos(), false).Offset,
		End:   fset.PositionFor(n.End(), false).Offset,
		Kind:  reflect.TypeOf(n),
	}
}

// Node returns the node at a place that PlaceOf gave for another parse of the same bytes. It may since have been moved or
// cut out of the tree. Whoever asks for a node that the tree lacks gets a tree that has it, if there is one, in another run of the change.
func (t *Tree) Node(p Place) (dst.Node, bool) {
	t.asked = true
	if t.orig.lacks(p) {
		t.missed = append(t.missed, p)
		return nil, false
	}
	if t.places == nil {
		t.places = map[Place]ast.Node{}
		ast.Inspect(t.file, func(n ast.Node) bool {
			if n != nil {
				t.places[PlaceOf(t.fset, n)] = n
			}
			return true
		})
	}
	p.Start, p.End = t.orig.parsed(p.Start), t.orig.parsed(p.End)
	n, ok := t.dec.Dst.Nodes[t.places[p]]
	return n, ok
}

// Parent returns the node that holds n, or nil if the tree does not have n, or has it as its root.
func (t *Tree) Parent(n dst.Node) dst.Node {
	if p, ok := t.parents[n]; ok && holds(p, n) && t.rooted(p) {
		return p
	}
	t.parents = map[dst.Node]dst.Node{}
	var path []dst.Node
	dst.Inspect(t.File, func(n dst.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		if len(path) > 0 {
			t.parents[n] = path[len(path)-1]
		}
		path = append(path, n)
		return true
	})
	return t.parents[n]
}

// rooted reports whether n still hangs from the file by the parents that are known.
func (t *Tree) rooted(n dst.Node) bool {
	for n != dst.Node(t.File) {
		p, ok := t.parents[n]
		if !ok || !holds(p, n) {
			return false
		}
		n = p
	}
	return true
}

// holds reports whether child is directly below parent.
func holds(parent, child dst.Node) (found bool) {
	dst.Inspect(parent, func(n dst.Node) bool {
		found = found || n == child && n != parent
		return n == parent
	})
	return found
}
