package apply

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	modversion "golang.org/x/mod/module"
	"golang.org/x/mod/zip"
	"golang.org/x/tools/txtar"
)

// TestVerifyWithoutGo: without a go command, types are the proof, unless the user wants another.
func TestVerifyWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	c := provedCase{
		tree:   counter,
		fixes:  []string{"b.go a b"},
		want:   []string{"made"},
		proofs: []string{"b.go types (there is no go command)"},
	}
	c.run(t)
	c.asked = true
	c.wantErr = "verify patch: there is no go command; install Go and put it on PATH, or take --verify types"
	c.run(t)
}

// TestVerifyTags: the tags that the user builds with belong to the build that needs no name, and no setting of the user makes
// the go command write go.mod.
func TestVerifyTags(t *testing.T) {
	t.Setenv("GOFLAGS", "-mod=mod -tags=mine")
	c := provedCase{
		tree: strings.Replace(counter, "go 1.21\n", "go 1.21\n\nreplace example.com/sub => ./sub\n", 1) + `
-- sub/go.mod --
module example.com/sub
-- sub/a.go --
package sub
-- needs/a.go --
package needs

import (
	"math/bits"

	_ "example.com/sub"
)

var f = bits.Len(1)
-- tagged.go --
//go:build mine

package m

import "math/bits"

var d = bits.Len(1)
-- both.go --
//go:build mine && !plan9 && special

package m

import "math/bits"

var e = bits.Len(1)
`,
		fixes:  []string{"tagged.go Len LeadingZeros", "both.go Len LeadingZeros", "needs/a.go Len LeadingZeros"},
		want:   []string{"made", "made", "made"},
		proofs: []string{"both.go build in tags special mine", "needs/a.go types (its package does not build: module example.com/sub provides package example.com/sub and is replaced but not required)", "tagged.go build"},
	}
	c.run(t)
}

// TestVerifyWithoutC: where there is no C compiler, a package that can do without is built without.
func TestVerifyWithoutC(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	t.Setenv("CC", filepath.Join(t.TempDir(), "nocc"))
	c := provedCase{
		tree: counter + `
-- c.go --
package m

import "C"

const withC = true
-- other.go --
//go:build !cgo

package m

const withC = false
`,
		fixes:  []string{"a.go Len Nosuch", "b.go a b"},
		want:   []string{"failed the result does not build: a.go:5: undefined: bits.Nosuch", "made"},
		proofs: []string{"b.go build in no cgo"},
	}
	c.run(t)
}

// TestWork: a copy of go.work, in place of which the go command could write sums, says the same from another place.
func TestWork(t *testing.T) {
	t.Parallel()
	dir, temp := t.TempDir(), t.TempDir()
	name := filepath.Join(dir, "go.work")
	put(t, name, `go 1.21

use ./a

use (
	../b // beside
	/c
)

replace example.com/d => ./d

replace example.com/e => example.com/f v1.0.0
`)
	put(t, name+".sum", "sums\n")
	g := &goCommand{dir: temp, works: map[string]string{}}
	copied, err := g.work(name)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := g.work(name); again != copied || err != nil {
		t.Errorf("a second time: %s, %v", again, err)
	}
	got, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{filepath.ToSlash(dir) + "/a\n", filepath.ToSlash(filepath.Dir(dir)) + "/b\n", "\t/c\n",
		"example.com/d => " + filepath.ToSlash(dir) + "/d\n", "example.com/e => example.com/f v1.0.0\n"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if sums, err := os.ReadFile(copied + ".sum"); string(sums) != "sums\n" {
		t.Errorf("sums: %q, %v", sums, err)
	}
	put(t, filepath.Join(dir, "vendor", "modules.txt"), "")
	g = &goCommand{dir: t.TempDir(), works: map[string]string{}}
	if same, err := g.work(name); same != name || err != nil {
		t.Errorf("with a vendor directory: %s, %v", same, err)
	}
}

// TestVerifyWorkspaceSums: the go command would write go.work.sum beside go.work, for a module that only the cache has.
func TestVerifyWorkspaceSums(t *testing.T) {
	dep := t.TempDir()
	for _, f := range txtar.Parse([]byte("-- go.mod --\nmodule example.com/dep\n\ngo 1.21\n-- a.go --\npackage dep\n\nfunc A() {}\n")).Files {
		put(t, filepath.Join(dep, f.Name), string(f.Data))
	}
	proxy := filepath.Join(t.TempDir(), "example.com", "dep", "@v")
	put(t, filepath.Join(proxy, "v1.0.0.info"), `{"Version": "v1.0.0"}`)
	put(t, filepath.Join(proxy, "v1.0.0.mod"), "module example.com/dep\n\ngo 1.21\n")
	f, err := os.Create(filepath.Join(proxy, "v1.0.0.zip"))
	if err != nil {
		t.Fatal(err)
	}
	version := modversion.Version{Path: "example.com/dep", Version: "v1.0.0"}
	if err := errors.Join(zip.CreateFromDir(f, version, dep), f.Close()); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GOFLAGS", "-modcacherw")
	cmd := exec.Command("go", "mod", "download", "example.com/dep@v1.0.0")
	cmd.Dir = t.TempDir()
	cmd.Env = append(cmd.Environ(), "GOPROXY=file://"+filepath.ToSlash(filepath.Dir(filepath.Dir(filepath.Dir(proxy)))), "GONOSUMDB=*", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("fill module cache: %v\n%s", err, out)
	}
	c := provedCase{
		tree: `
-- go.work --
go 1.21

use ./one
-- one/go.mod --
module example.com/one

go 1.21

require example.com/dep v1.0.0
-- one/a.go --
package one

import "example.com/dep"

func a() { dep.A() }
`,
		fixes:  []string{"one/a.go a b"},
		want:   []string{"made"},
		proofs: []string{"one/a.go build"},
	}
	c.run(t)
}

// TestAdded: a fault that was there before is no news, wherever it went.
func TestAdded(t *testing.T) {
	t.Parallel()
	p := &prover{root: "/r", overlay: newOverlay("", "/r")}
	p.overlay.sources["/tmp/1/a.go"] = "/r/m/a.go"
	before := p.faults("/r/m", "# m\na.go:3:1: x redeclared in this block\n\ta.go:2:1: other declaration of x\nimport cycle\n")
	after := p.faults("/r/m", "# m\n../../tmp/1/a.go:5:1: x redeclared in this block\n\t../../tmp/1/a.go:4:1: other declaration of x\n"+
		"import cycle\n/tmp/1/a.go:7:2: undefined: y\nvet: too many errors\nexit status 1\n")
	var got []string
	for _, f := range added(after, before) {
		got = append(got, f.text)
	}
	want := "m/a.go:7: undefined: y"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
