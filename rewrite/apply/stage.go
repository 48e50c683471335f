package apply

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"unleak/rewrite"
)

// A stage is a check with the go command.
type stage struct {
	check rewrite.Check
	doing string // "building"
	says  string // before a fault: "the result does not build"
	run   func(*prover, context.Context, *task) (*result, error)
}

// A task is what a stage is to look at.
type task struct {
	*batch
	overlay string // the file that describes it; empty to look at the files as they are
	afresh  bool   // do not take a result that was had before
}

// A result is what a stage finds out.
type result struct {
	faults map[string][]fault // by directory
	why    map[string]string  // by directory: why it says nothing, or not all
	takes  map[string]bool    // files that were compiled and are in order, by their full names
}

func newResult() *result {
	return &result{faults: map[string][]fault{}, why: map[string]string{}, takes: map[string]bool{}}
}

// doubt notes why a directory is not in order, unless that is known.
func (r *result) doubt(dir, why string) {
	if r.why[dir] == "" {
		r.why[dir] = why
	}
}

// hold runs a stage over a batch and leaves out the fixes that it finds fault with. What was wrong before is nobody's
// fault. If any were left out, everything has to be looked at again.
func (p *prover) hold(ctx context.Context, s stage, b *batch) (r *result, leftOut bool, err error) {
	if r, err = p.look(ctx, s, b, false); err != nil {
		return nil, false, err
	}
	bad := slices.DeleteFunc(slices.Clone(b.units), func(u *unit) bool { return len(r.faults[u.dir]) == 0 })
	for _, u := range bad {
		before, err := p.faultsBefore(ctx, s, b.with(bad), u)
		if err != nil {
			return nil, false, err
		}
		found := added(r.faults[u.dir], before)
		if s.check == rewrite.Test && len(found) > 0 {
			if found, err = p.again(ctx, b.with([]*unit{u}), found); err != nil {
				return nil, false, err
			}
		}
		if len(found) > 0 {
			leftOut = true
			if err := p.isolate(ctx, s, b.with([]*unit{u})); err != nil {
				return nil, false, err
			}
		}
	}
	return r, leftOut, nil
}

// look runs a stage over the new content of the files.
func (p *prover) look(ctx context.Context, s stage, b *batch, afresh bool) (*result, error) {
	overlay, err := p.overlay.write(p.patch.Changed())
	if err != nil {
		return nil, err
	}
	p.say(s.doing + " " + packages(len(b.units)))
	return s.run(p, ctx, &task{b, overlay, afresh})
}

// A sight is what a stage is asked about once for the files as they are.
type sight struct {
	check rewrite.Check
	build build
	dir   string
}

// faultsBefore returns what a stage finds wrong with a unit as it is. It asks about the whole batch at once.
func (p *prover) faultsBefore(ctx context.Context, s stage, b *batch, u *unit) ([]fault, error) {
	if list, ok := p.before[sight{s.check, b.build, u.dir}]; ok {
		return list, nil
	}
	p.say(s.doing + " " + packages(len(b.units)) + " without the patch")
	r, err := s.run(p, ctx, &task{batch: b})
	if err != nil {
		return nil, err
	}
	for _, u := range b.units {
		p.before[sight{s.check, b.build, u.dir}] = r.faults[u.dir]
	}
	return r.faults[u.dir], nil
}

// isolate leaves out the fixes of a unit, the only one of b, that bring faults with them.
func (p *prover) isolate(ctx context.Context, s stage, b *batch) error {
	u := b.units[0]
	var failed error // the check itself
	check := func() string {
		if failed != nil {
			return ""
		}
		r, err := p.look(ctx, s, b, false)
		if err != nil {
			failed = err
			return ""
		}
		found := added(r.faults[u.dir], p.before[sight{s.check, b.build, u.dir}])
		found = slices.DeleteFunc(found, func(f fault) bool { return p.flaky[f.what] })
		if len(found) == 0 {
			return ""
		}
		return s.says + ": " + found[0].text
	}
	rewrite.Isolate(u.files, check)
	if failed != nil {
		return failed
	}
	if why := check(); why != "" {
		// It comes and goes. Better no fix than one that might be to blame.
		rewrite.Isolate(u.files, func() string { return why })
	}
	return failed
}

// args returns the command line for a task: the flags of all commands, and the packages.
func (t *task) args(command ...string) []string {
	args := append(command, "-buildvcs=false")
	if strings.Contains(t.module.env.GOFLAGS, "-mod=mod") {
		args = append(args, "-mod=readonly") // it would write go.mod
	}
	if t.overlay != "" {
		args = append(args, "-overlay="+t.overlay)
	}
	if t.build.tags != "" {
		args = append(args, "-tags="+t.build.tags)
	}
	for _, dir := range t.dirs() {
		if rel, err := filepath.Rel(t.module.dir, dir); err == nil {
			dir = "./" + filepath.ToSlash(rel)
		}
		args = append(args, dir)
	}
	return args
}

// call returns the run of the go command for a task.
func (t *task) call(command ...string) goCall {
	c := goCall{dir: t.module.dir, args: t.args(command...), env: []string{"GOWORK=" + t.module.work}}
	if t.build.goos != "" {
		c.env = append(c.env, "GOOS="+t.build.goos, "GOARCH="+t.build.goarch)
	}
	if t.build.goos != "" && t.build.goos+t.build.goarch != runtime.GOOS+runtime.GOARCH || t.build.noCgo {
		c.env = append(c.env, "CGO_ENABLED=0") // there is no C compiler for it
	}
	return c
}
