package apply

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"unleak/rewrite"
)

// A build says how the go command is to build. The zero value leaves everything to it and the environment of the user.
type build struct {
	goos, goarch string
	tags         string // separated by commas
	noCgo        bool
}

// name is empty for the zero value.
func (b build) name() string {
	var parts []string
	if b.goos != "" {
		parts = append(parts, b.goos+"/"+b.goarch)
	}
	switch strings.Count(b.tags, ",") {
	case 0:
		if b.tags != "" {
			parts = append(parts, "tag "+b.tags)
		}
	default:
		parts = append(parts, "tags "+strings.ReplaceAll(b.tags, ",", " "))
	}
	if b.noCgo {
		parts = append(parts, "no cgo")
	}
	return strings.Join(parts, ", ")
}

// A way is a build with what tells which files it takes.
type way struct {
	build  build
	config config
}

// maxFutile is how many builds are tried for a directory that prove none of its files.
const maxFutile = 3

// ways returns the builds that could take files of a directory, best first: the user's own, then those like it.
func ways(dir string, m *module) []way {
	home := config{m.env.GOOS, m.env.GOARCH, m.tags(), true}
	if m.env.CGO_ENABLED == "1" {
		home.tags = append(home.tags, "cgo")
	}
	out := []way{{build{}, home}}
	if m.env.CGO_ENABLED == "1" {
		out = append(out, way{build{noCgo: true}, config{home.goos, home.goarch, m.tags(), true}})
	}
	var others []way
	for _, c := range configs(wordsIn(dir, home)) {
		b := build{}
		if c.goos != home.goos || c.goarch != home.goarch {
			b.goos, b.goarch = c.goos, c.goarch
		}
		if len(c.tags) > 0 {
			c.tags = append(c.tags, m.tags()...)
			b.tags = strings.Join(c.tags, ",")
		} else {
			c.tags = m.tags()
		}
		if fixed := onlyArch[c.goos]; c.tests && b != (build{}) && (fixed == "" || fixed == c.goarch) {
			others = append(others, way{b, c})
		}
	}
	rank := func(w way) int {
		n := 4 * len(w.config.tags)
		if w.config.goos != home.goos {
			n += 2
		}
		if w.config.goarch != home.goarch {
			n++
		}
		return n
	}
	slices.SortStableFunc(others, func(a, b way) int { return cmp.Compare(rank(a), rank(b)) })
	return append(out, others...)
}

// onlyArch names the processors of systems that run on one (internal/platform).
var onlyArch = map[string]string{"aix": "ppc64", "js": "wasm", "wasip1": "wasm", "ios": "arm64"}

// wordsIn returns the systems, processors and tags that the files of a directory ask for, and those of home.
func wordsIn(dir string, home config) map[string]bool {
	words := map[string]bool{home.goos: true, home.goarch: true}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		src, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil || filepath.Ext(e.Name()) != ".go" {
			continue
		}
		for _, w := range gateOf(e.Name(), src).words() {
			words[w] = true
			if fixed := onlyArch[w]; fixed != "" {
				words[fixed] = true
			}
		}
	}
	delete(words, "cgo") // no tag that can be asked for
	for _, tag := range home.tags {
		delete(words, tag)
	}
	return words
}

// needsC matches what is said where C code cannot be compiled: there is no compiler, no header or no library.
var needsC = regexp.MustCompile(`C compiler|fatal error: |pkg-config|gcc|clang|\bld\b`)

// next returns the build to try next for the files of u that only their types prove: the user's own, the same without cgo
// if that makes a difference, and then the one that takes most of them.
func (u *unit) next() (build, bool) {
	if u.futile >= maxFutile {
		return build{}, false
	}
	best, most := build{}, 0
	for _, w := range u.ways {
		n := 0
		for _, f := range u.files {
			gate := gateOf(f.Name, f.Src)
			if w.build.noCgo && gate.open(u.ways[0].config) && !needsC.MatchString(u.why) {
				continue // it was built with cgo, and fails for another reason
			}
			if f.Proof.By == rewrite.Types && gate.open(w.config) {
				n++
			}
		}
		own := w.build == build{noCgo: w.build.noCgo}
		switch {
		case u.tried[w.build], n == 0:
			continue
		case own && most == 0:
			best, most = w.build, len(u.files)+1
		case n > most:
			best, most = w.build, n
		}
	}
	u.tried[best] = most > 0
	return best, most > 0
}
