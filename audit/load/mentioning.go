package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// Mentioning returns the files of the package whose text contains the identifier name, parsed whole and anew, without
// types. It is for the rare question of a rule that the functions in Files cannot answer: does anything in this package
// stop that field? So it takes in what the selection of paths and the interests left out. What cannot be
// read or parsed is passed over; where it matters it has been reported.
func (p *Package) Mentioning(name string) []*ast.File {
	entries, err := os.ReadDir(p.path)
	if err != nil {
		return nil
	}
	var out []*ast.File
	fset := token.NewFileSet()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || !e.Type().IsRegular() {
			continue
		}
		src, err := readFile(filepath.Join(p.path, e.Name()), nil)
		if err != nil || !containsWord(src, []byte(name), nil) {
			continue
		}
		file, err := parser.ParseFile(fset, e.Name(), src, parser.SkipObjectResolution)
		if err == nil && file.Name.Name == p.Types.Name() {
			out = append(out, file)
		}
	}
	return out
}
