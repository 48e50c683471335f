package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// A text is a file of the package's directory, for Mentioning.
type text struct {
	src    []byte
	parsed bool
	root   inspector.Cursor // not valid where the file is not one of the package
	ours   bool             // root is valid
}

// Mentioning returns the files of the package whose text contains the identifier name, parsed whole, without
// types. It is for the rare question of a rule that the functions in Files cannot answer: does anything in this package
// stop that field? So it takes in what the selection of paths and the interests left out. What cannot be
// read or parsed is passed over; where it matters it has been reported. Files are read, and parsed, at most once, and kept as long as p.
func (p *Package) Mentioning(name string) []inspector.Cursor {
	if p.texts == nil {
		p.texts = p.readTexts()
	}
	var out []inspector.Cursor
	for _, t := range p.texts {
		if !containsWord(t.src, []byte(name), nil) {
			continue
		}
		if !t.parsed {
			t.parsed = true
			file, err := parser.ParseFile(token.NewFileSet(), "", t.src, parser.SkipObjectResolution)
			if err == nil && file.Name.Name == p.Types.Name() {
				t.root, t.ours = inspector.New([]*ast.File{file}).Root(), true
			}
		}
		if t.ours {
			out = append(out, t.root)
		}
	}
	return out
}

func (p *Package) readTexts() []*text {
	out := []*text{} // not nil: there may be none
	entries, err := os.ReadDir(p.path)
	if err != nil {
		return out
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || !e.Type().IsRegular() {
			continue
		}
		if src, err := readFile(filepath.Join(p.path, e.Name()), nil); err == nil {
			out = append(out, &text{src: src})
		}
	}
	return out
}
