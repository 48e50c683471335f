package load

import (
	"fmt"
	"go/version"
	"strconv"
	"strings"
)

// The words of Module.Timers.
const (
	syncTimers     = "sync"
	asyncTimers    = "async"
	importerTimers = "importer"
)

// Facts are all that decides the timer semantics of a module.
//
// Since Go 1.23 timer channels are synchronous, unless GODEBUG asynctimerchan turns that off. The
// go line of the main module or of go.work chooses the default of asynctimerchan; a godebug line
// there, and a //go:debug line in a main package or a test, choose otherwise (GOROOT/doc/godebug.md,
// defaultGODEBUG in cmd/go/internal/load/godebug.go). Lines of a dependency, its toolchain line and
// the file version of a //go:build line decide nothing. Go 1.27 has removed the setting (golang/go#76472).
type moduleFacts struct {
	mod    string // name of the go.mod file
	noMod  bool   // there is none
	broken bool   // it cannot be parsed

	goLine    string // version, as "1.21"; empty: none
	given     bool   // goLine was given on the command line and stands for every version there is
	toolchain string // name in the toolchain line
	program   bool   // a main package is in the module

	own   []Setting   // godebug lines of go.mod
	works []workspace // the go.work files that use the module
	code  []Setting   // //go:debug lines of its main packages and tests
	users []Setting   // both, of other modules of the repository that require it
}

// A workspace is what a go.work file says.
type workspace struct {
	file     string
	broken   bool
	goLine   string
	settings []Setting
}

// decide returns the timer semantics and the reason.
//
// A module is sync if its go line is at 1.23 or above and nothing in sight turns the old timers
// on. It is async only if every build of its programs has the old timers, inside of its
// workspaces and outside (GOWORK=off). All else is left to the importer: a library runs with
// the semantics of the main module that imports it, and a library's tests with its own.
func decide(f moduleFacts) (timers, reason string) {
	switch {
	case f.broken:
		return importerTimers, f.mod + " cannot be parsed"
	case atLeast(f.goLine, "1.27"):
		return syncTimers, f.version()
	case f.goLine == "" && !f.noMod:
		// The go command then assumes 1.16 or, with -mod=mod, writes its own version
		// (https://go.dev/ref/mod#go-mod-file-go).
		return importerTimers, "no go line in " + f.mod
	}
	current := atLeast(f.goLine, "1.23")
	against, mixed := f.against()
	switch {
	case current && against == "":
		return syncTimers, f.version()
	case !current:
		against, mixed = f.version(), false
	}
	doubt := f.doubt()
	switch {
	case f.program && doubt == "":
		return asyncTimers, against
	case mixed || against == doubt:
		return importerTimers, against // in some programs or tests only, or nobody knows
	case !f.program:
		return importerTimers, against + ", and it is a library: the main module of its users decides"
	}
	return importerTimers, against + ", but " + doubt
}

// against returns the first line that can bring the old timers to a current module, and whether
// it does so for single programs or tests.
func (f *moduleFacts) against() (line string, mixed bool) {
	for _, s := range f.settings(f.own) {
		if modeOf(s) != off {
			return s.where(), false
		}
	}
	for _, w := range f.works {
		if w.broken {
			return w.file + " cannot be parsed", false
		}
		for _, s := range f.settings(w.settings) {
			if modeOf(s) != off {
				return s.where(), false
			}
		}
	}
	for _, list := range [][]Setting{f.code, f.users} {
		for _, s := range f.settings(list) {
			if modeOf(s) != off {
				return s.where(), true
			}
		}
	}
	return "", false
}

// doubt returns the first reason why some build of the module's programs may not have the old timers.
func (f *moduleFacts) doubt() string {
	if why := f.build(f.own, f.goLine, f.version()); why != "" {
		return why
	}
	for _, w := range f.works {
		goLine, name := w.goLine, "go "+w.goLine+" in "+w.file
		if f.given {
			goLine, name = f.goLine, f.version()
		}
		if w.broken {
			return w.file + " cannot be parsed"
		}
		if why := f.build(w.settings, goLine, name); why != "" {
			return why
		}
	}
	for _, s := range f.settings(f.code) {
		if modeOf(s) != on {
			return s.where()
		}
	}
	return ""
}

// build returns what keeps the old timers from programs built with these settings: the last
// asynctimerchan line or, for want of one, the last default= line or, for want of one, goLine.
// A go.work without a go line counts as go 1.18 (cmd/go/internal/gover, DefaultGoWorkVersion).
func (f *moduleFacts) build(settings []Setting, goLine, name string) string {
	var last *Setting
	for _, s := range f.settings(settings) {
		if last == nil || s.Key == keyTimers || last.Key != keyTimers {
			last = &s
		}
	}
	switch {
	case last != nil && modeOf(*last) == on:
		return ""
	case last != nil:
		return last.where()
	case atLeast(goLine, "1.23"):
		return name
	}
	return ""
}

// settings leaves out default= lines where a version was given: they state a version, too.
func (f *moduleFacts) settings(list []Setting) []Setting {
	if !f.given {
		return list
	}
	var rest []Setting
	for _, s := range list {
		if s.Key != keyDefault {
			rest = append(rest, s)
		}
	}
	return rest
}

// version names what the go version of the module comes from.
func (f *moduleFacts) version() string {
	switch {
	case f.given:
		return fmt.Sprintf("go %s given with --go", f.goLine)
	case f.noMod:
		return "no go.mod: built in GOPATH mode"
	}
	line := fmt.Sprintf("go %s in %s", f.goLine, f.mod)
	if !atLeast(f.goLine, "1.23") && atLeast(strings.TrimPrefix(f.toolchain, "go"), "1.23") {
		line += fmt.Sprintf(" (the line toolchain %s does not matter)", f.toolchain)
	}
	return line
}

// A mode is what a setting does to the old timers.
type mode int

const (
	unclear mode = iota
	on
	off
)

const (
	keyTimers  = "asynctimerchan"
	keyDefault = "default"
)

// choosesTimers reports whether a GODEBUG key has a say in timer semantics.
func choosesTimers(key string) bool { return key == keyTimers || key == keyDefault }

// modeOf tells what a setting does. Any number but 0 turns asynctimerchan on (runtime/time.go,
// runtime/chan.go). An invalid value is refused by the go command.
func modeOf(s Setting) mode {
	if s.Key == keyDefault {
		v, ok := strings.CutPrefix(s.Value, "go")
		switch {
		case !ok || !version.IsValid(s.Value):
			return unclear
		case atLeast(v, "1.23"):
			return off
		}
		return on
	}
	n, err := strconv.Atoi(s.Value)
	switch {
	case err != nil:
		return unclear
	case n == 0:
		return off
	}
	return on
}

// where says what a setting sets, and where it stands.
func (s Setting) where() string { return fmt.Sprintf("%s=%s in %s:%d", s.Key, s.Value, s.File, s.Line) }

// atLeast compares language versions, both as "1.23": for the default of GODEBUG settings 1.23rc1 is
// 1.23, though as a release it comes before 1.23 (https://go.dev/doc/toolchain#version).
func atLeast(v, min string) bool {
	return version.IsValid("go"+v) && version.Compare(version.Lang("go"+v), "go"+min) >= 0
}
