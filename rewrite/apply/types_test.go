package apply

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dave/dst"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"unleak/rewrite"
)

const typed = `
-- go.mod --
module example.com/m

go 1.21
-- a.go --
package m

import (
	"time"

	"example.com/unknown-name"
)

func a() {
	_ = time.After(named.Second)
	undefinedBefore()
	_ = wide
}

func b() { <-time.After(1) }
-- a_linux.go --
package m

var wide int

func onLinux() {}
-- a_windows.go --
package m

var wide string

func onWindows() {}
-- tagged.go --
//go:build special

package m

func special() {}
-- a_test.go --
package m

func inTest() { named.Do() }
`

// swap is a change that calls a name differently.
func swap(old, new string) func(*rewrite.Tree) error {
	return func(t *rewrite.Tree) error {
		dst.Inspect(t.File, func(n dst.Node) bool {
			if id, ok := n.(*dst.Ident); ok && id.Name == old {
				id.Name = new
			}
			return true
		})
		return nil
	}
}

func TestVerifyTypes(t *testing.T) {
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(typed)).Files {
		put(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	read := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, name)) }
	var list []rewrite.Candidate
	add := func(file, old, new string) {
		src, err := read(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, rewrite.Candidate{
			File: file, Line: len(list), Rule: "tick", Sum: sha256.Sum256(src), Fix: rewrite.Fix{Level: rewrite.Safe, Change: swap(old, new)},
		})
	}
	add("a.go", "After", "Tick")                   // right
	add("a.go", "named", "other")                  // no import has that name
	add("a.go", "b", "bb")                         // right: nobody calls it
	add("a.go", "undefinedBefore", "b")            // right alone; together with the one above there is no b
	add("a.go", "wide", "onLinux")                 // right on Linux only
	add("a_test.go", "named", "undefinedInTest")   // wrong in the test
	add("tagged.go", "special", "onLinux")         // declared twice, if both are built
	add("a_windows.go", "onWindows", "onWindows2") // right
	p := rewrite.Plan(list, rewrite.Options{Read: read})
	if err := verifyTypes(t.Context(), dir, p); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range p.Steps {
		got = append(got, strings.TrimSpace(string(s.Status)+" "+s.Why))
	}
	want := []string{
		"made",
		"failed the result does not type-check: a.go:10: undefined: other",
		"made",
		"conflicting it does not go together with the fixes before it: the result does not type-check: a.go:11: undefined: b",
		"failed the result does not type-check: a.go:12: undefined: onLinux",
		"failed the result does not type-check: a_test.go:3: undefined: undefinedInTest",
		"failed the result does not type-check: tagged.go:5: onLinux redeclared in this block",
		"made",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
}

func TestFileSets(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string // name to constraint
		want  []string          // sets, as names without .go
	}{
		"plain":      {map[string]string{"a.go": "", "b.go": ""}, []string{"a b"}},
		"tests":      {map[string]string{"a.go": "", "a_test.go": ""}, []string{"a", "a a_test"}},
		"systems":    {map[string]string{"a_linux.go": "", "a_windows.go": "", "b.go": ""}, []string{"a_linux b", "a_windows b", "b"}},
		"rare":       {map[string]string{"a_plan9_arm.go": "", "b.go": ""}, []string{"a_plan9_arm b", "b"}},
		"unix":       {map[string]string{"a.go": "//go:build unix", "b.go": "//go:build !unix"}, []string{"a", "b"}},
		"tags":       {map[string]string{"a.go": "//go:build x && !y", "b.go": "//go:build y", "c.go": ""}, []string{"a c", "b c", "c"}},
		"old style":  {map[string]string{"a.go": "// +build x\n// +build !linux", "b.go": ""}, []string{"a b", "b"}},
		"versions":   {map[string]string{"a.go": "//go:build go1.99", "b.go": ""}, []string{"a b"}},
		"just a tag": {map[string]string{"linux.go": "", "b_x.go": ""}, []string{"b_x linux"}},
	} {
		var names []string
		for n := range c.files {
			names = append(names, n)
		}
		slices.Sort(names)
		var sources [][]byte
		for _, n := range names {
			sources = append(sources, []byte(c.files[n]+"\n\npackage p\n"))
		}
		var got []string
		for _, set := range fileSets(names, sources) {
			var in []string
			for _, i := range set.files {
				in = append(in, strings.TrimSuffix(names[i], ".go"))
			}
			got = append(got, strings.Join(in, " "))
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
