package load

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// describe writes each module on a line.
func describe(tree *Tree) []string {
	var list []string
	for _, m := range tree.Modules {
		list = append(list, fmt.Sprintf("%s %s %s %s: %s", m.Dir, m.Path, m.Go, m.Timers, m.Reason))
	}
	return list
}

const libraryTail = ", and it is a library: the main module of its users decides"

func TestModules(t *testing.T) {
	for name, test := range map[string]struct {
		archive string
		want    []string
	}{
		"program and library": {`
-- a/go.mod --
module a
go 1.22
-- a/cmd/main.go --
package main
-- b/go.mod --
module b
go 1.22
-- b/b.go --
package b
`, []string{"a a 1.22 async: go 1.22 in a/go.mod", "b b 1.22 importer: go 1.22 in b/go.mod" + libraryTail}},

		"nested modules by their own go.mod": {`
-- go.mod --
module a
go 1.26
-- main.go --
package main
-- old/go.mod --
module a/old
go 1.20
-- old/deep/main.go --
package main
`, []string{". a 1.26 sync: go 1.26 in go.mod", "old a/old 1.20 async: go 1.20 in old/go.mod"}},

		"no program: generators, tests, what a walk leaves out": {`
-- go.mod --
module a
go 1.22
-- a.go --
package a
-- gen.go --
//go:build ignore

package main
-- gen2.go --
// +build ignore,linux

package main
-- cmd_test.go --
package main
-- testdata/main.go --
package main
-- _x/main.go --
package main
-- vendor/x/main.go --
package main
`, []string{". a 1.22 importer: go 1.22 in go.mod" + libraryTail}},

		"workspace above its member": {`
-- go.work --
go 1.24
use ./app
-- app/go.mod --
module app
go 1.22
-- app/main.go --
package main
`, []string{"app app 1.22 importer: go 1.22 in app/go.mod, but go 1.24 in go.work"}},

		"workspace turns old timers on": {`
-- go.work --
go 1.24
use (
	./app
	./other
)
godebug asynctimerchan=1
-- app/go.mod --
module app
go 1.23
-- app/main.go --
package main
-- free/go.mod --
module free
go 1.23
-- free/main.go --
package main
`, []string{"app app 1.23 importer: asynctimerchan=1 in go.work:6, but go 1.23 in app/go.mod", "free free 1.23 sync: go 1.23 in free/go.mod"}},

		"workspace elsewhere in the repository": {`
-- ws/go.work --
go 1.24
use ../app
godebug default=go1.22
-- app/go.mod --
module app
go 1.24
-- app/main.go --
package main
`, []string{"app app 1.24 importer: default=go1.22 in ws/go.work:3, but go 1.24 in app/go.mod"}},

		"broken workspace": {`
-- go.work --
go 1.24
use use use
-- app/go.mod --
module app
go 1.22
-- app/main.go --
package main
`, []string{"app app 1.22 importer: go 1.22 in app/go.mod, but go.work cannot be parsed"}},

		"directives count in main packages and tests only": {`
-- lib/go.mod --
module lib
go 1.23
-- lib/lib.go --
//go:debug asynctimerchan=1
package lib
-- prog/go.mod --
module prog
go 1.23
-- prog/cmd/x/main.go --
// Copyright

//go:debug asynctimerchan=1
package main
-- prog/main.go --
package main
-- tested/go.mod --
module tested
go 1.23
-- tested/x_test.go --
//go:debug default=go1.21
package tested_test
`, []string{
			"lib lib 1.23 sync: go 1.23 in lib/go.mod",
			"prog prog 1.23 importer: asynctimerchan=1 in prog/cmd/x/main.go:3",
			"tested tested 1.23 importer: default=go1.21 in tested/x_test.go:1",
		}},

		"directives of modules that require it": {`
-- lib/go.mod --
module example.com/lib
go 1.23
-- lib/lib.go --
package lib
-- app/go.mod --
module app
go 1.24
require example.com/lib v1.2.3
-- app/main.go --
//go:debug asynctimerchan=1
package main
-- replaced/go.mod --
module replaced
go 1.23
-- replaced/x.go --
package replaced
-- app2/go.mod --
module app2
go 1.24
replace some/fork => ../replaced
godebug asynctimerchan=1
-- app2/main.go --
package main
`, []string{
			"app app 1.24 importer: asynctimerchan=1 in app/main.go:1",
			"app2 app2 1.24 async: asynctimerchan=1 in app2/go.mod:4",
			"lib example.com/lib 1.23 importer: asynctimerchan=1 in app/main.go:1",
			"replaced replaced 1.23 importer: asynctimerchan=1 in app2/go.mod:4",
		}},

		"GOPATH mode": {`
-- vendor.mod --
module a
go 1.26
-- cmd/main.go --
package main
-- mod/go.mod --
module mod
go 1.26
-- mod/x.go --
package mod
`, []string{".   async: no go.mod: built in GOPATH mode", "mod mod 1.26 sync: go 1.26 in mod/go.mod"}},

		"GOPATH mode, library; the program has a module of its own": {`
-- a.go --
package a
-- mod/go.mod --
module mod
go 1.26
-- mod/main.go --
package main
`, []string{".   importer: no go.mod: built in GOPATH mode" + libraryTail, "mod mod 1.26 sync: go 1.26 in mod/go.mod"}},

		"no go line": {"-- go.mod --\nmodule a\n-- main.go --\npackage main\n", []string{". a  importer: no go line in go.mod"}},
		"go.mod is a directory": {"-- go.mod/x --\n-- main.go --\npackage main\n", []string{
			".   async: no go.mod: built in GOPATH mode"}},
		"no Go files, no module": {"-- go.mod --\nmodule a\ngo 1.26\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			tree := scan(t, Config{Dir: unpack(t, "-- .git/HEAD --\n"+test.archive)})
			if diff := cmp.Diff(test.want, describe(tree)); diff != "" {
				t.Errorf("modules (-want +got):\n%s", diff)
			}
		})
	}
}

// A broken go.mod costs its own module the answer, and nothing else.
func TestBrokenModule(t *testing.T) {
	dir := unpack(t, `
-- .git/HEAD --
-- a/go.mod --
module a

go 1.26
frobnicate x
-- a/main.go --
package main
-- b/go.mod --
module b
go 1.26
-- b/main.go --
package main
-- c/go.mod --
}{
-- c/main.go --
package main
`)
	tree := scan(t, Config{Dir: dir})
	want := []string{
		"a a 1.26 importer: a/go.mod cannot be parsed",
		"b b 1.26 sync: go 1.26 in b/go.mod",
		"c   importer: c/go.mod cannot be parsed",
	}
	if diff := cmp.Diff(want, describe(tree)); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
	problems := []Problem{
		{"a/go.mod", 4, "parse go.mod: unknown directive: frobnicate"},
		{"c/go.mod", 1, "parse go.mod: unknown directive: }"},
	}
	if diff := cmp.Diff(problems, tree.Errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if tree.Files != 3 {
		t.Errorf("Files = %d, want 3", tree.Files)
	}
}

func TestSettings(t *testing.T) {
	dir := unpack(t, `
-- .git/HEAD --
-- go.work --
go 1.24
godebug   asynctimerchan=2 // for now
use .
-- go.mod --
module a
go 1.24
godebug (
	panicnil=1
	default=go1.23
)
-- lib.go --
//go:debug asynctimerchan=1
package a
-- cmd/main.go --
//go:debug panicnil=1
//go:debug asynctimerchan=0
package main
-- cmd/generated.go --
// Code generated by x. DO NOT EDIT.
//go:debug default=go1.21
package main
`)
	want := []Setting{
		{"cmd/main.go", 2, "asynctimerchan", "0", "//go:debug asynctimerchan=0"},
		{"go.mod", 5, "default", "go1.23", "default=go1.23"},
		{"go.work", 2, "asynctimerchan", "2", "godebug   asynctimerchan=2 // for now"},
	}
	if diff := cmp.Diff(want, scan(t, Config{Dir: dir}).Modules[0].Settings); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
}

// What is known of a module does not hang on which of its files are asked for, nor on flags that
// leave files out.
func TestSelectionDoesNotMatter(t *testing.T) {
	dir := unpack(t, `
-- .git/HEAD --
-- ws/go.work --
go 1.24
use ../deep/er
godebug asynctimerchan=1
-- go.mod --
module top
go 1.22
-- lib/x.go --
package lib
-- cmd/main.go --
package main
-- app/go.mod --
module app
go 1.24
require mid v0.0.0
-- app/app_test.go --
//go:debug asynctimerchan=1
package app
-- mid/go.mod --
module mid
go 1.24
-- mid/a/a.go --
package a
-- mid/b/b.go --
package b
-- deep/er/go.mod --
module deeper
go 1.24
-- deep/er/x.go --
package deeper
-- gen/go.mod --
module gen
go 1.24
-- gen/x.go --
package gen
-- gen/cmd/main.go --
// Code generated by hand. DO NOT EDIT.

//go:debug asynctimerchan=1
package main
`)
	whole := make(map[string]string)
	tree := scan(t, Config{Dir: dir})
	for i, m := range tree.Modules {
		whole[m.Dir] = describe(tree)[i]
	}
	want := map[string]string{
		".":       ". top 1.22 async: go 1.22 in go.mod",
		"app":     "app app 1.24 importer: asynctimerchan=1 in app/app_test.go:1",
		"mid":     "mid mid 1.24 importer: asynctimerchan=1 in app/app_test.go:1",
		"deep/er": "deep/er deeper 1.24 importer: asynctimerchan=1 in ws/go.work:3" + libraryTail,
		"gen":     "gen gen 1.24 importer: asynctimerchan=1 in gen/cmd/main.go:3",
	}
	if diff := cmp.Diff(want, whole); diff != "" {
		t.Fatalf("modules (-want +got):\n%s", diff)
	}
	for _, cfg := range []Config{
		{Paths: []string{"lib"}},
		{Paths: []string{"lib/x.go"}},
		{Paths: []string{"mid/a", "mid/b/b.go"}},
		{Paths: []string{"mid/a/a.go", "lib/..."}},
		{Paths: []string{"deep/er/x.go"}},
		{Paths: []string{"gen/x.go"}},
		{Paths: []string{"app", "mid"}, Generated: true},
		{NoTests: true},
		{Generated: true},
	} {
		cfg.Dir = dir
		tree := scan(t, cfg)
		if len(tree.Modules) == 0 || len(tree.Errors) > 0 {
			t.Errorf("%v: %d modules, errors %v", cfg.Paths, len(tree.Modules), tree.Errors)
		}
		for i, m := range tree.Modules {
			if diff := cmp.Diff(whole[m.Dir], describe(tree)[i]); diff != "" {
				t.Errorf("%+v: module %s (-whole +part):\n%s", cfg, m.Dir, diff)
			}
		}
	}
}

// A module outside of the repository's walk is judged by its own files, whether it is asked for
// as a whole or in part.
func TestModuleInTestdata(t *testing.T) {
	dir := unpack(t, `
-- .git/HEAD --
-- go.mod --
module top
go 1.26
-- top.go --
package top
-- testdata/app/go.mod --
module app
go 1.21
-- testdata/app/x/x.go --
package x
-- testdata/app/cmd/main.go --
package main
-- testdata/loose/main.go --
//go:debug asynctimerchan=1
package main
`)
	for path, want := range map[string]string{
		"testdata/app":       "testdata/app app 1.21 async: go 1.21 in testdata/app/go.mod",
		"testdata/app/x":     "testdata/app app 1.21 async: go 1.21 in testdata/app/go.mod",
		"testdata/loose":     ". top 1.26 sync: go 1.26 in go.mod",
		"testdata/app/x/...": "testdata/app app 1.21 async: go 1.21 in testdata/app/go.mod",
	} {
		if diff := cmp.Diff([]string{want}, describe(scan(t, Config{Dir: dir, Paths: []string{path}}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// Outside of a repository a module may begin above the given path.
func TestModuleAboveRoot(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule a\ngo 1.22\n-- x/x.go --\npackage x\n-- cmd/main.go --\npackage main\n")
	tree := scan(t, Config{Dir: filepath.Join(dir, "x")})
	if diff := cmp.Diff([]string{".. a 1.22 async: go 1.22 in ../go.mod"}, describe(tree)); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
	if tree.Files != 1 {
		t.Errorf("Files = %d, want 1", tree.Files)
	}
}

// The same without any go.mod.
func TestSelectionWithoutModule(t *testing.T) {
	dir := unpack(t, "-- .git/HEAD --\n-- lib/x.go --\npackage lib\n-- cmd/main.go --\npackage main\n-- mod/go.mod --\nmodule mod\n-- mod/main.go --\n//go:debug asynctimerchan=0\npackage main\n")
	for _, path := range []string{"lib", "cmd", "lib/x.go"} {
		want := []string{".   async: no go.mod: built in GOPATH mode"}
		if diff := cmp.Diff(want, describe(scan(t, Config{Dir: dir, Paths: []string{path}}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// Outside of a repository nothing but the given paths and their modules counts: the directory that they have
// in common may be a whole disk.
func TestNoRepository(t *testing.T) {
	dir := unpack(t, `
-- x/go.mod --
module x
go 1.24
-- x/a/a.go --
package a
-- x/cmd/main.go --
//go:debug asynctimerchan=1
package main
-- y/y.go --
package y
-- z/go.mod --
module z
go 1.24
require x v0.0.0
godebug asynctimerchan=2
-- z/main.go --
package main
-- main.go --
package main
`)
	want := []string{
		".   importer: no go.mod: built in GOPATH mode" + libraryTail,
		"x x 1.24 importer: asynctimerchan=1 in x/cmd/main.go:1",
	}
	if diff := cmp.Diff(want, describe(scan(t, Config{Dir: dir, Paths: []string{"x/a", "y"}}))); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
}

func TestGivenVersion(t *testing.T) {
	dir := unpack(t, "-- .git/HEAD --\n-- go.mod --\nmodule a\ngo 1.26\ngodebug default=go1.26\n-- main.go --\npackage main\n")
	for given, want := range map[string]string{
		"1.22":   ". a 1.22 async: go 1.22 given with --go",
		"go1.23": ". a 1.23 sync: go 1.23 given with --go",
	} {
		if diff := cmp.Diff([]string{want}, describe(scan(t, Config{Dir: dir, GoVersion: given}))); diff != "" {
			t.Errorf("--go %s (-want +got):\n%s", given, diff)
		}
	}
	if _, err := Scan(t.Context(), Config{Dir: dir, GoVersion: "latest"}); err == nil ||
		err.Error() != "read Go version latest: not a version; write it as 1.22" {
		t.Errorf("Scan with an invalid version: %v", err)
	}
}
