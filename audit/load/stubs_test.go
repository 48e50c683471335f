package load

import (
	"go/importer"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestStubs compares the stubs with the real standard library.
func TestStubs(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks a part of the standard library")
	}
	std := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for path, check := range stubs() {
		stub := check()
		if strings.Contains(path, ".") {
			continue // not in the standard library
		}
		lib, err := std.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		if stub.Name() != lib.Name() || !stub.Complete() {
			t.Errorf("%s: name %s, complete %v", path, stub.Name(), stub.Complete())
		}
		for _, name := range stub.Scope().Names() {
			compareObjects(t, stub.Scope().Lookup(name), lib.Scope().Lookup(name))
		}
	}
}

// Rules ask about anything in these packages, so nothing may be missing, except what would pull in package reflect.
func TestStubsComplete(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks a part of the standard library")
	}
	std := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for _, path := range []string{"time", "context", "sync", "os/signal", "errors", "database/sql", "os/exec", "net", "net/url"} {
		lib, err := std.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		stub := stubs()[path]().Scope()
		for _, name := range lib.Scope().Names() {
			if token.IsExported(name) && path+"."+name != "database/sql.ColumnType" {
				compareObjects(t, lib.Scope().Lookup(name), stub.Lookup(name))
			}
		}
	}
}

// compareObjects reports what a has and b lacks, or has with another type.
func compareObjects(t *testing.T, a, b types.Object) {
	t.Helper()
	name := a.Pkg().Path() + "." + a.Name()
	if b == nil {
		t.Errorf("%s is on one side only", name)
		return
	}
	if x, y := typeString(a), typeString(b); x != y {
		t.Errorf("%s: %s, other side %s", name, x, y)
	}
	named, ok := a.Type().(*types.Named)
	if _, isType := a.(*types.TypeName); !isType || !ok {
		return
	}
	if s, ok := named.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() && !f.Embedded() {
				compareMember(t, f, b)
			}
		}
	}
	for m := range types.NewMethodSet(types.NewPointer(named)).Methods() {
		if m.Obj().Exported() {
			compareMember(t, m.Obj(), b)
		}
	}
}

func compareMember(t *testing.T, member types.Object, b types.Object) {
	t.Helper()
	other, _, _ := types.LookupFieldOrMethod(types.NewPointer(b.Type()), true, b.Pkg(), member.Name())
	name := b.Pkg().Path() + "." + b.Name() + "." + member.Name()
	if other == nil {
		t.Errorf("%s is on one side only", name)
		return
	}
	if x, y := typeString(member), typeString(other); x != y {
		t.Errorf("%s: %s, other side %s", name, x, y)
	}
	f, isFunc := member.(*types.Func)
	g, _ := other.(*types.Func)
	if isFunc && !types.IsInterface(b.Type()) && isPointer(f) && !isPointer(g) {
		t.Errorf("%s: receiver is a pointer on one side only", name)
	}
}

func isPointer(f *types.Func) bool {
	_, ok := f.Signature().Recv().Type().(*types.Pointer)
	return ok
}

// typeString describes the type of an object; of a struct type the fields are compared apart.
func typeString(o types.Object) string {
	full := func(p *types.Package) string { return p.Path() }
	switch o := o.(type) {
	case *types.Const:
		return types.TypeString(o.Type(), full) + " = " + o.Val().ExactString()
	case *types.TypeName:
		if _, ok := o.Type().Underlying().(*types.Struct); ok && !o.IsAlias() {
			return "struct"
		}
		return types.TypeString(o.Type().Underlying(), full)
	case *types.Func:
		// Receivers of promoted methods are those of the embedded type.
		s := o.Signature()
		params := make([]string, 0, s.Params().Len())
		for v := range s.Params().Variables() {
			params = append(params, types.TypeString(v.Type(), full))
		}
		return strings.Join(params, ", ") + " → " + types.TypeString(s.Results(), full)
	}
	return types.TypeString(o.Type(), full)
}

func TestGuessName(t *testing.T) {
	for path, want := range map[string]string{
		"fmt":                        "fmt",
		"a/b/foo":                    "foo",
		"a/foo/v2":                   "foo",
		"gopkg.in/yaml.v3":           "yaml",
		"github.com/x/go-foo":        "foo",
		"github.com/x/go-foo/v12":    "foo",
		"k8s.io/client-go":           "client",
		"github.com/nats-io/nats.go": "nats",
		"v2":                         "v2",
		"a/v":                        "v",
		"a/2fa":                      "_",
		"a/type":                     "_",
		"":                           "_",
		"a/b/":                       "b",
	} {
		if got := guessName(path); got != want {
			t.Errorf("guessName(%q) = %q, want %q", path, got, want)
		}
	}
}
