package profile

import (
	"net/url"
	"path"
	"strings"

	pprof "github.com/google/pprof/profile"
)

// A frame is one call of a stack.
type frame struct {
	pkg  string // import path; "main" for a main package
	name string // of the function in it, as "(*Queue).Run.func1"
	file string // as the compiler saw it
	line int
}

// stack returns the frames of a sample, the innermost first.
func stack(s *pprof.Sample) (out []frame) {
	for _, loc := range s.Location {
		for _, l := range loc.Line { // of calls that are inlined, the innermost comes first here, too
			if l.Function == nil {
				continue
			}
			f := newFrame(l.Function)
			f.line = int(l.Line)
			out = append(out, f)
		}
	}
	return out
}

func newFrame(fn *pprof.Function) frame {
	f := frame{file: fn.Filename}
	f.pkg, f.name = splitName(fn.Name)
	return f
}

// splitName splits the name of a function as the linker knows it: example.com/orders/worker.(*Queue).Run. In the last
// element of an import path, dots are escaped, and type arguments can hold paths of their own.
func splitName(full string) (pkg, name string) {
	generic := strings.IndexByte(full, '[')
	if generic < 0 {
		generic = len(full)
	}
	slash := strings.LastIndexByte(full[:generic], '/') + 1
	dot := strings.IndexByte(full[slash:], '.')
	if dot < 0 {
		return "", full
	}
	pkg, name = full[:slash+dot], full[slash+dot+1:]
	if plain, err := url.PathUnescape(pkg); err == nil {
		pkg = plain
	}
	return pkg, name
}

// calls are the functions that make what the rules are about.
var calls = map[string]bool{
	"time.NewTimer": true, "time.NewTicker": true, "time.After": true, "time.Tick": true, "time.AfterFunc": true,
	"context.WithCancel": true, "context.WithCancelCause": true, "context.WithTimeout": true, "context.WithTimeoutCause": true,
	"context.WithDeadline": true, "context.WithDeadlineCause": true, "context.AfterFunc": true, "os/signal.NotifyContext": true,
}

// callers returns the frames from the one on that calls one of the functions, and the name of that, as "After"; none if there is none. These functions
// call each other, so it is the first frame outside of their packages.
func callers(frames []frame) (out []frame, call string) {
	for i, f := range frames {
		switch {
		case f.pkg == "time" || f.pkg == "context" || f.pkg == "os/signal":
			if calls[f.pkg+"."+f.name] {
				call = f.name
			}
		case call != "":
			return frames[i:], call
		}
	}
	return nil, ""
}

// last returns the name of f without what is around it: "Run" for (*Queue[...]).Run, "later" for later[...].
func (f frame) last() string {
	name := f.name
	if strings.HasSuffix(name, "]") { // type arguments, which may hold dots
		name, _, _ = strings.Cut(name, "[")
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}

// in reports whether f can be a call in a function of the report: "(*Queue[T]).Run" for (*Queue[...]).Run.func1. Where functions are inlined their
// literals get names that hold more than theirs, so that only the last part of the name counts.
func (f frame) in(fn string) bool {
	if open := strings.LastIndexByte(fn, '['); open > strings.LastIndexByte(fn, ')') {
		fn = fn[:open]
	}
	return strings.Contains(f.name, fn[strings.LastIndexByte(fn, '.')+1:])
}

// trimmed returns the directory of f as an import path, if the program was built with -trimpath: file names then begin with a module
// path, and a version if the module came from the module cache.
func (f frame) trimmed() (importPath string, ok bool) {
	if rooted(f.file) {
		return "", false
	}
	dir := path.Dir(f.file)
	if at := strings.IndexByte(dir, '@'); at >= 0 {
		version := dir[at:]
		rest := ""
		if slash := strings.IndexByte(version, '/'); slash >= 0 {
			rest = version[slash:]
		}
		dir = dir[:at] + rest
	}
	return dir, true
}

// rooted reports whether a file name is absolute on any system: a profile need not be of this one.
func rooted(file string) bool {
	return strings.HasPrefix(file, "/") || strings.HasPrefix(file, `\`) || len(file) > 1 && file[1] == ':'
}
