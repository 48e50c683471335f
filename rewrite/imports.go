package rewrite

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/dave/dst"
)

// dropImports takes out the imports that the fixes left without use. No fix can do that alone: another may have taken
// away the last use.
func (f *File) dropImports() {
	gone := unusedNow(f.Src, f.New)
	if len(gone) == 0 {
		return
	}
	edits, err := Splice(f.Src, func(t *Tree) error {
		removeImports(t.File, gone)
		return nil
	})
	if err != nil {
		return // verification says what is wrong
	}
	if merged, clash := Merge([][]Edit{f.Edits, edits}, f.shared(nil)); clash[1] < 0 {
		f.Edits, f.New = merged, Apply(f.Src, merged)
	}
}

// unusedNow returns the imports that before uses and after does not.
func unusedNow(before, after []byte) map[string]bool {
	was, now := importsUsed(before), importsUsed(after)
	gone := map[string]bool{}
	for spec, used := range was {
		if still, ok := now[spec]; used && ok && !still {
			gone[spec] = true
		}
	}
	return gone
}

// importsUsed tells, for each import whose name is certain, whether anything in the file refers to it. The keys are import
// specs as written.
func importsUsed(src []byte) map[string]bool {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, 0) // with object resolution, for Unresolved
	if err != nil {
		return nil
	}
	free := map[string]bool{}
	for _, id := range file.Unresolved {
		free[id.Name] = true
	}
	used := map[string]bool{}
	for _, spec := range file.Imports {
		if name := certainName(spec); name != "" {
			used[specText(spec)] = free[name]
		}
	}
	return used
}

// certainName returns the name under which a file knows an import, or "" if only the imported package could tell or the
// import is not there for its name.
func certainName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		if spec.Name.Name == "_" || spec.Name.Name == "." {
			return ""
		}
		return spec.Name.Name
	}
	path := strings.Trim(spec.Path.Value, "\"`")
	first, _, _ := strings.Cut(path, "/")
	if path == "C" || strings.Contains(first, ".") || strings.HasSuffix(path, "/v2") {
		return ""
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

func specText(spec *ast.ImportSpec) string {
	if spec.Name == nil {
		return spec.Path.Value
	}
	return spec.Name.Name + " " + spec.Path.Value
}

// removeImports takes the import specs out of file, and declarations that are left without any.
func removeImports(file *dst.File, specs map[string]bool) {
	gone := func(spec *dst.ImportSpec) bool {
		text := spec.Path.Value
		if spec.Name != nil {
			text = spec.Name.Name + " " + text
		}
		return specs[text]
	}
	file.Imports = slices.DeleteFunc(file.Imports, gone)
	file.Decls = slices.DeleteFunc(file.Decls, func(d dst.Decl) bool {
		decl, ok := d.(*dst.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			return false
		}
		decl.Specs = slices.DeleteFunc(decl.Specs, func(s dst.Spec) bool { return gone(s.(*dst.ImportSpec)) })
		return len(decl.Specs) == 0
	})
}
