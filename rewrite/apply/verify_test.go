package apply

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"unleak/rewrite"
)

// A provedCase is a tree, fixes that rename something in it, and what becomes of them. math/bits is a package that the lenient
// check of types does not know, and that is quick to build for any system.
type provedCase struct {
	tree    string
	fixes   []string // "file old new": new takes the place of old
	check   rewrite.Check
	asked   bool
	want    []string // outcome of each fix
	proofs  []string // of the files that still change
	flaky   []string
	wantErr string
}

const goMod = `
-- go.mod --
module example.com/m

go 1.21
`

// counter is a package in which a fix can break the build.
const counter = goMod + `
-- a.go --
package m

import "math/bits"

func a(x uint) int { return bits.Len(x) }

func b(x uint) int { return bits.TrailingZeros(x) }
-- b.go --
package m

func c(x uint) int { return a(x) }
`

var provedCases = map[string]provedCase{
	"a fix that breaks the build": {
		tree:   counter,
		fixes:  []string{"a.go Len Nosuch", "a.go TrailingZeros LeadingZeros", "b.go a b"},
		want:   []string{"failed the result does not build: a.go:5: undefined: bits.Nosuch", "made", "made"},
		proofs: []string{"a.go build", "b.go build"},
	},
	"fixes that build together only": {
		tree: goMod + `
-- a.go --
package m

import "math/bits"

var x uint = 7

var z = bits.Len(x)
`,
		fixes:  []string{"a.go uint uint8", "a.go Len Len8"},
		want:   []string{"made", "made"},
		proofs: []string{"a.go build"},
	},
	"a package that does not build": {
		tree: counter + `
-- c.go --
package m

import "math/bits"

var d = bits.Gone(1)
`,
		fixes:  []string{"a.go Len Len64", "a.go TrailingZeros LeadingZeros", "b.go a b"},
		want:   []string{"failed the result does not build: a.go:5: cannot use x (variable of type uint) as uint64 value in argument to bits.Len64", "made", "made"},
		proofs: []string{"a.go types (its package does not build: undefined: bits.Gone)", "b.go types (its package does not build: undefined: bits.Gone)"},
	},
	"tests that do not build": {
		tree: counter + `
-- a_test.go --
package m

import "math/bits"

var d = bits.Gone(1)
var e = bits.Len(1)
`,
		fixes:  []string{"a.go Len LeadingZeros", "a_test.go Len LeadingZeros"},
		check:  rewrite.Vet,
		want:   []string{"made", "made"},
		proofs: []string{"a.go build (its tests do not build: undefined: bits.Gone)", "a_test.go types (its tests do not build: undefined: bits.Gone)"},
	},
	"other systems and tags": {
		tree: counter + `
-- a_plan9.go --
package m

import "math/bits"

func p(x uint) int { return bits.Len(x) + bits.Len8(1) }
-- tagged.go --
//go:build special

package m

import "math/bits"

func t(x uint) int { return bits.Len(x) + bits.Len8(1) }
`,
		fixes: []string{"b.go a b", "a_plan9.go Len LeadingZeros", "a_plan9.go Len8 Nosuch", "tagged.go Len LeadingZeros", "tagged.go Len8 Nosuch"},
		want: []string{"made",
			"made", "failed the result does not build: a_plan9.go:5: undefined: bits.Nosuch",
			"made", "failed the result does not build: tagged.go:7: undefined: bits.Nosuch"},
		proofs: []string{"a_plan9.go build in plan9/" + runtime.GOARCH + ", tag special", "b.go build",
			"tagged.go build in plan9/" + runtime.GOARCH + ", tag special"},
	},
	"a tag": {
		tree:   counter + "\n-- tagged.go --\n//go:build special\n\npackage m\n\nimport \"math/bits\"\n\nvar d = bits.Len(1)\n",
		fixes:  []string{"tagged.go Len LeadingZeros"},
		check:  rewrite.Vet,
		want:   []string{"made"},
		proofs: []string{"tagged.go vet in tag special"},
	},
	"a package for another system only": {
		tree: counter + `
-- c.go --
package m

func d() { e() }
-- e_plan9.go --
package m

func e() {}
`,
		fixes:  []string{"b.go a b"},
		want:   []string{"made"},
		proofs: []string{"b.go build in plan9/" + runtime.GOARCH},
	},
	"no build takes it": {
		tree:   counter + "\n-- d.go --\n//go:build special && !special\n\npackage m\n\nimport \"math/bits\"\n\nvar d = bits.Len(1)\n",
		fixes:  []string{"d.go Len LeadingZeros"},
		want:   []string{"made"},
		proofs: []string{"d.go types (no build was found that takes it)"},
	},
	"test files": {
		tree: counter + `
-- a_test.go --
package m

import "math/bits"

var (
	in  = bits.Len(1)
	in2 = bits.Len8(1)
)
-- x_test.go --
package m_test

import "math/bits"

var (
	ext  = bits.Len(1)
	ext2 = bits.Len8(1)
)
`,
		fixes: []string{"a_test.go Len LeadingZeros", "a_test.go Len8 Nosuch", "x_test.go Len LeadingZeros", "x_test.go Len8 Nosuch"},
		want: []string{"made", "failed the result does not build: a_test.go:7: undefined: bits.Nosuch",
			"made", "failed the result does not build: x_test.go:7: undefined: bits.Nosuch"},
		proofs: []string{"a_test.go build", "x_test.go build"},
	},
	"tests only": {
		tree:   goMod + "\n-- a_test.go --\npackage m\n\nimport \"math/bits\"\n\nvar a = bits.Len(1)\n",
		fixes:  []string{"a_test.go Len LeadingZeros"},
		check:  rewrite.Vet,
		want:   []string{"made"},
		proofs: []string{"a_test.go vet"},
	},
	"nested modules, and some that the go command cannot do anything with": {
		tree: counter + `
-- sub/go.mod --
module example.com/sub

go 1.21

require example.com/m v0.0.0

replace example.com/m => ../
-- sub/pkg/a.go --
package pkg

import (
	"math/bits"

	_ "example.com/m"
)

var a, b = bits.Len(1), bits.Len8(1)
-- none/go.mod --
module example.com/none

go 1.21

require example.com/missing v1.0.0
-- none/go.sum --
example.com/missing v1.0.0 h1:8PqHdXbKNsxLUD52Plsz3TSh3pbhtH9Gha/7TBUBOLo=
example.com/missing v1.0.0/go.mod h1:8PqHdXbKNsxLUD52Plsz3TSh3pbhtH9Gha/7TBUBOLo=
-- none/a.go --
package none

import (
	"math/bits"

	_ "example.com/missing"
)

var a = bits.Len(1)
-- broken/go.mod --
module
-- broken/a.go --
package broken

import "math/bits"

var a = bits.Len(1)
`,
		fixes: []string{"b.go a b", "sub/pkg/a.go Len LeadingZeros", "sub/pkg/a.go Len8 Nosuch", "none/a.go Len LeadingZeros", "broken/a.go Len LeadingZeros"},
		want:  []string{"made", "made", "failed the result does not build: sub/pkg/a.go:9: undefined: bits.Nosuch", "made", "made"},
		proofs: []string{
			"b.go build",
			"broken/a.go types (its package does not build: go.mod:1: usage: module module/path)",
			"none/a.go types (its package does not build: a module is not in the module cache; run go mod download)",
			"sub/pkg/a.go build",
		},
	},
	"a workspace": {
		tree: `
-- go.work --
go 1.21

use (
	./one
	./two
)
-- one/go.mod --
module example.com/one

go 1.21
-- one/a.go --
package one

import "example.com/two"

var A, B = two.Len(1), two.Zeros(1)
-- two/go.mod --
module example.com/two

go 1.21
-- two/a.go --
package two

import "math/bits"

func Len(x uint) int   { return bits.Len(x) }
func Zeros(x uint) int { return bits.LeadingZeros(x) }
`,
		fixes:  []string{"one/a.go Len Zeros", "one/a.go Zeros Nosuch", "two/a.go LeadingZeros TrailingZeros"},
		want:   []string{"made", "failed the result does not build: one/a.go:5: undefined: two.Nosuch", "made"},
		proofs: []string{"one/a.go build", "two/a.go build"},
	},
	"no module": {
		tree:   "\n-- a.go --\npackage m\n\nimport \"math/bits\"\n\nvar a = bits.Len(1)\n",
		fixes:  []string{"a.go Len LeadingZeros"},
		want:   []string{"made"},
		asked:  true,
		proofs: []string{"a.go types (it is in no module)"},
	},
	"nothing that the go command can do anything with": {
		tree:    "\n-- go.mod --\nmodule\n-- a.go --\npackage m\n\nimport \"math/bits\"\n\nvar a = bits.Len(1)\n",
		fixes:   []string{"a.go Len LeadingZeros"},
		asked:   true,
		wantErr: "verify patch: the go command does nothing: go.mod:1: usage: module module/path; repair that, or take --verify types",
	},
	"vet": {
		tree: goMod + `
-- a.go --
package m

func a() {
	w = w
	x = y
	y = z
}
-- b.go --
package m

var w, x, y, z int
`,
		fixes:  []string{"a.go x y", "a.go z x"},
		check:  rewrite.Vet,
		want:   []string{"failed go vet finds fault with the result: a.go:5: self-assignment of y", "made"},
		proofs: []string{"a.go vet"},
	},
}

func TestVerify(t *testing.T) {
	for name, c := range provedCases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
}

// run verifies the patch of c and compares. Whatever comes out, the tree is what it was.
func (c *provedCase) run(t *testing.T) {
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(c.tree)).Files {
		put(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
	}
	before := snapshot(t, dir)
	p := renames(t, dir, c.fixes)
	if c.check == "" {
		c.check = rewrite.Build
	}
	flaky, err := Verify(t.Context(), dir, p, Options{Check: c.check, Asked: c.asked})
	if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
		t.Errorf("the tree changed (-before +after):\n%s", diff)
	}
	if got := fmt.Sprint(err); err != nil && got != c.wantErr || err == nil && c.wantErr != "" {
		t.Fatalf("error %v, want %q", err, c.wantErr)
	}
	if err != nil {
		return
	}
	var got []string
	for _, s := range p.Steps {
		got = append(got, strings.TrimSpace(string(s.Status)+" "+s.Why))
	}
	if diff := cmp.Diff(c.want, got); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
	var proofs []string
	for _, f := range p.Changed() {
		proof := f.Name + " " + string(f.Proof.By)
		if f.Proof.In != "" {
			proof += " in " + f.Proof.In
		}
		if f.Proof.Why != "" {
			proof += " (" + f.Proof.Why + ")"
		}
		proofs = append(proofs, proof)
	}
	if diff := cmp.Diff(c.proofs, proofs); diff != "" {
		t.Errorf("proofs (-want +got):\n%s", diff)
	}
	if !slices.Equal(flaky, c.flaky) {
		t.Errorf("flaky: %q, want %q", flaky, c.flaky)
	}
}

// renames plans a patch of fixes in dir, each "file old new".
func renames(t *testing.T, dir string, fixes []string) *rewrite.Patch {
	t.Helper()
	read := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) }
	var list []rewrite.Candidate
	for _, fix := range fixes {
		w := strings.Fields(fix)
		src, err := read(w[0])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, rewrite.Candidate{
			File: w[0], Line: 1, Rule: "tick", Sum: sha256.Sum256(src), Fix: rewrite.Fix{Level: rewrite.Safe, Change: swap(w[1], w[2])},
		})
	}
	return rewrite.Plan(list, rewrite.Options{Read: read})
}

// snapshot returns what can be seen of the files in dir: names, content, times.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text := ""
		if !d.IsDir() {
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			text = string(src)
		}
		out[path] = info.ModTime().String() + "\n" + text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
