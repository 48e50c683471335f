package apply

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"unleak/rewrite"
)

// builds compiles packages and their tests, which go list does for export data. It is better at it than go build, which leaves out
// tests, and go test, which links them: it says for each package and each variant of it what is wrong and which files were
// taken, and it goes on after errors (seen with Go 1.21 to 1.26).
var builds = stage{check: rewrite.Build, doing: "building", says: "the result does not build", run: (*prover).list}

// A listed is a package as go list tells of it: itself, with its tests, the external tests, or the program that runs them.
type listed struct {
	Dir, ImportPath   string
	ForTest           string
	GoFiles, CgoFiles []string
	Error             *listError
	DepsErrors        []*listError // of what it imports, and, for what cannot be found, its own
}

type listError struct{ Pos, Err string }

func (p *prover) list(ctx context.Context, t *task) (*result, error) {
	stdout, stderr, err := p.command.run(ctx, t.call("list", "-e", "-export", "-test",
		"-json=Dir,ImportPath,ForTest,GoFiles,CgoFiles,Error,DepsErrors"))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r := newResult()
	lost := "" // what is wrong, but not with a directory
	if err != nil {
		lost = unbuilt(false, saying(stderr, err))
	}
	if t.build.goos == "" {
		p.ran = p.ran || err == nil
		p.refusal = saying(stderr, err)
	}
	for in := json.NewDecoder(strings.NewReader(stdout)); ; {
		var l listed
		if end := in.Decode(&l); end != nil {
			if end != io.EOF && err == nil {
				return nil, fmt.Errorf("read output of go list: %w", end)
			}
			break
		}
		if l.Dir == "" && l.Error != nil && lost == "" {
			lost = unbuilt(false, firstLine(l.Error.Err))
		}
		p.note(r, t, &l)
	}
	for _, dir := range t.dirs() {
		if lost != "" {
			r.doubt(dir, lost)
		}
	}
	return r, nil
}

// note takes in one package.
func (p *prover) note(r *result, t *task, l *listed) {
	path, _, _ := strings.Cut(l.ImportPath, " [")
	test := l.ForTest != "" || strings.HasSuffix(path, ".test")
	switch {
	case l.ForTest != "" && path != l.ForTest && path != l.ForTest+"_test":
		return // a package between the tests of another and that; it was listed by itself, too
	case !test:
		t.module.dirs[path] = l.Dir
	}
	if l.Error != nil {
		text := l.Error.Err
		if l.Error.Pos != "" {
			text = l.Error.Pos + ": " + text
		}
		list := p.faults(t.module.dir, text)
		r.faults[l.Dir] = append(r.faults[l.Dir], list...)
		if len(list) > 0 {
			r.doubt(l.Dir, unbuilt(test, strings.TrimSuffix(list[0].what, " in "+l.Dir)))
		}
	}
	for _, e := range l.DepsErrors {
		if list := p.faults(t.module.dir, e.Err); len(list) > 0 {
			r.doubt(l.Dir, unbuilt(test, list[0].what))
		}
	}
	if l.Error == nil && len(l.DepsErrors) == 0 {
		for _, name := range append(l.GoFiles, l.CgoFiles...) {
			r.takes[filepath.Join(l.Dir, name)] = true
		}
	}
}

// noModule is why a package has no build on any system.
const noModule = "a module is not in the module cache; run go mod download"

// unbuilt says why a package or its tests have no build, for a summary.
func unbuilt(test bool, cause string) string {
	what := "its package does not build"
	if test {
		what = "its tests do not build"
	}
	cause, _, _ = strings.Cut(cause, " (imported by ")
	cause, _, _ = strings.Cut(cause, "; to add")
	if strings.Contains(cause, "GOPROXY=off") {
		cause = noModule
	}
	return what + ": " + cause
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
