package callee

import (
	"go/importer"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestLibrary wants each function of the table to be there, by this name, and each entry to say why.
func TestLibrary(t *testing.T) {
	std := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for _, e := range entries {
		if e.why == "" {
			t.Errorf("%s: %s: no source", e.pkg, e.names)
		}
		if first, _, _ := strings.Cut(e.pkg, "/"); strings.Contains(first, ".") {
			continue // not in the standard library
		}
		pkg, err := std.Import(e.pkg)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Fields(e.names) {
			fn := lookup(pkg, name)
			if fn == nil {
				t.Errorf("%s.%s: there is no such function", e.pkg, name)
				continue
			}
			params := fn.Signature().Params()
			isContext := params.Len() > 0 && params.At(0).Type().String() == "context.Context"
			if e.on == itsContext && !isContext {
				t.Errorf("%s.%s: its first argument is no context", e.pkg, name)
			}
			if e.on == itsReceiver && fn.Signature().Recv() == nil {
				t.Errorf("%s.%s: it has no receiver", e.pkg, name)
			}
		}
	}
}

// lookup returns the function or method called name, as "Do" or "Client.Do".
func lookup(pkg *types.Package, name string) *types.Func {
	typeName, method, isMethod := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(typeName)
	if !isMethod || obj == nil {
		fn, _ := obj.(*types.Func)
		return fn
	}
	obj, _, _ = types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, pkg, method)
	if obj == nil {
		obj, _, _ = types.LookupFieldOrMethod(pkg.Scope().Lookup(typeName).Type(), true, pkg, method)
	}
	fn, _ := obj.(*types.Func)
	return fn
}
