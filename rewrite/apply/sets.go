package apply

import (
	"go/build/constraint"
	"path"
	"slices"
	"strings"
)

// A config is one way to build: an operating system, a processor, and build tags.
type config struct {
	goos, goarch string
	tags         []string
	tests        bool // with _test.go files
}

// A fileSet is what a config takes of the files of a package, by index.
type fileSet struct {
	config config
	files  []int
}

// fileSets returns the different sets of files that builds take of a package, each with one config that takes it. Tags that
// no file asks for make no difference; with many tags not every combination is tried.
func fileSets(names []string, sources [][]byte) []fileSet {
	gates := make([]gate, len(names))
	words := map[string]bool{"linux": true, "windows": true, "darwin": true, "amd64": true}
	for i, name := range names {
		gates[i] = gateOf(name, sources[i])
		for _, w := range gates[i].words() {
			words[w] = true
		}
	}
	var out []fileSet
	seen := map[string]bool{}
	for _, c := range configs(words) {
		var files []int
		key := make([]byte, len(gates))
		for i, g := range gates {
			if g.open(c) {
				files = append(files, i)
				key[i] = 1
			}
		}
		if len(files) > 0 && !seen[string(key)] && len(out) < maxSets {
			seen[string(key)] = true
			out = append(out, fileSet{c, files})
		}
	}
	return out
}

const (
	maxSets   = 64
	maxSingle = 8 // tags that are also tried alone
)

// configs returns the builds to try for files that mention words.
func configs(words map[string]bool) []config {
	var systems, processors, tags []string
	for w := range words {
		switch {
		case knownOS[w]:
			systems = append(systems, w)
		case knownArch[w]:
			processors = append(processors, w)
		default:
			tags = append(tags, w)
		}
	}
	slices.Sort(systems)
	slices.Sort(processors)
	slices.Sort(tags)
	choices := [][]string{nil}
	if len(tags) > 0 {
		choices = append(choices, tags)
	}
	for _, t := range tags[:min(len(tags), maxSingle)] {
		choices = append(choices, []string{t})
	}
	var out []config
	for _, tests := range []bool{true, false} {
		for _, chosen := range choices {
			for _, goos := range systems {
				for _, goarch := range processors {
					out = append(out, config{goos, goarch, chosen, tests})
				}
			}
		}
	}
	return out
}

// A gate says which builds a file is part of.
type gate struct {
	goos, goarch string // of its name
	test         bool
	expr         constraint.Expr // may be nil
}

// gateOf reads the name of a file and its build constraint.
func gateOf(name string, src []byte) gate {
	base := strings.TrimSuffix(path.Base(name), ".go")
	base, test := strings.CutSuffix(base, "_test")
	g := gate{test: test, expr: buildLine(src)}
	parts := strings.Split(base, "_")
	if n := len(parts); n >= 3 && knownOS[parts[n-2]] && knownArch[parts[n-1]] {
		g.goos, g.goarch = parts[n-2], parts[n-1]
	} else if n >= 2 && knownOS[parts[n-1]] {
		g.goos = parts[n-1]
	} else if n >= 2 && knownArch[parts[n-1]] {
		g.goarch = parts[n-1]
	}
	return g
}

// buildLine returns the constraint above the package clause, or nil.
func buildLine(src []byte) constraint.Expr {
	var old constraint.Expr // of // +build lines, which count where there is no //go:build
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSpace(line)
		switch {
		case constraint.IsGoBuild(line):
			if expr, err := constraint.Parse(line); err == nil {
				return expr
			}
		case constraint.IsPlusBuild(line):
			if expr, err := constraint.Parse(line); err == nil && old == nil {
				old = expr
			} else if err == nil {
				old = &constraint.AndExpr{X: old, Y: expr}
			}
		case strings.HasPrefix(line, "package "):
			return old
		}
	}
	return old
}

// words returns the systems, processors and tags that g asks for.
func (g gate) words() []string {
	var out []string
	for _, w := range []string{g.goos, g.goarch} {
		if w != "" {
			out = append(out, w)
		}
	}
	var walk func(constraint.Expr)
	walk = func(e constraint.Expr) {
		switch e := e.(type) {
		case *constraint.TagExpr:
			if !strings.HasPrefix(e.Tag, "go1.") && e.Tag != "gc" && e.Tag != "unix" {
				out = append(out, e.Tag)
			}
		case *constraint.NotExpr:
			walk(e.X)
		case *constraint.AndExpr:
			walk(e.X)
			walk(e.Y)
		case *constraint.OrExpr:
			walk(e.X)
			walk(e.Y)
		}
	}
	walk(g.expr)
	return out
}

// open reports whether the build c takes the file.
func (g gate) open(c config) bool {
	satisfied := func(tag string) bool {
		return tag == c.goos || tag == c.goarch || tag == "gc" || strings.HasPrefix(tag, "go1.") ||
			tag == "unix" && unixOS[c.goos] || slices.Contains(c.tags, tag) ||
			c.goos == "android" && tag == "linux" || c.goos == "ios" && tag == "darwin" || c.goos == "illumos" && tag == "solaris"
	}
	switch {
	case g.test && !c.tests,
		g.goos != "" && !satisfied(g.goos),
		g.goarch != "" && !satisfied(g.goarch):
		return false
	}
	return g.expr == nil || g.expr.Eval(satisfied)
}

// The words that name systems and processors in file names and constraints (internal/syslist).
var (
	knownOS = setOf("aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos")
	unixOS  = setOf("aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris")

	knownArch = setOf("386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc " +
		"ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm")
)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
