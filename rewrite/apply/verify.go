package apply

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"

	"unleak/rewrite"
)

// Options say how to verify a patch.
type Options struct {
	Check rewrite.Check
	// Asked says that the user wants this check: that there is no go command to do it is then an error.
	Asked    bool
	Race     bool              // run tests with the race detector
	Progress func(what string) // called with what is done next, as "building 12 packages"; may be nil
}

// Verify leaves out of patch the fixes that a check finds fault with, each of them alone, and notes in each file that remains
// how far it is proved. The go command reads the new content from an overlay: no file below root is written, and nothing is
// downloaded. Where a package cannot be built as it is, its files are proved by their types. It returns the names of
// tests that failed with the patch and then passed. An error means that the patch is not to be used.
func Verify(ctx context.Context, root string, patch *rewrite.Patch, opt Options) (flaky []string, err error) {
	p := &prover{opt: opt, root: root, patch: patch, modules: map[string]*module{}, before: map[sight][]fault{}, flaky: map[string]bool{}}
	defer func() {
		err = errors.Join(err, p.clean())
	}()
	for {
		p.say("checking types")
		if err := verifyTypes(ctx, root, patch); err != nil {
			return nil, err
		}
		if opt.Check == rewrite.Types || len(patch.Changed()) == 0 {
			return nil, nil
		}
		leftOut, err := p.pass(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("verify patch: %w", err)
		}
		if !leftOut {
			return slices.Sorted(maps.Keys(p.flaky)), nil
		}
		// Without those fixes the files are others than those that were looked at, and fixes that were in conflict with them
		// may have come in.
	}
}

// A prover verifies one patch.
type prover struct {
	opt     Options
	root    string
	patch   *rewrite.Patch
	command *goCommand // nil until it is needed
	overlay *overlay
	modules map[string]*module // by directory
	before  map[sight][]fault
	flaky   map[string]bool // tests
	ran     bool            // the go command looked at packages
	refusal string          // what it said when it did not
}

func (p *prover) say(what string) {
	if p.opt.Progress != nil {
		p.opt.Progress(what)
	}
}

func packages(n int) string {
	if n == 1 {
		return "1 package"
	}
	return fmt.Sprintf("%d packages", n)
}

// pass runs the stages, until one leaves out a fix.
func (p *prover) pass(ctx context.Context) (leftOut bool, err error) {
	if usable, err := p.prepare(); !usable {
		return false, err
	}
	units, err := p.units(ctx)
	if err != nil {
		return false, err
	}
	done, leftOut, err := p.build(ctx, units)
	if err == nil && p.opt.Asked && p.refusal != "" && !p.ran {
		_, err = p.unusable("the go command does nothing: "+p.refusal, "repair that")
	}
	if leftOut || err != nil || p.opt.Check == rewrite.Build {
		return leftOut, err
	}
	for _, s := range []stage{vets, tests} {
		for _, b := range done {
			if s.check == rewrite.Test && (b.build != build{} || p.opt.Check != rewrite.Test) {
				continue
			}
			left, err := p.further(ctx, s, b)
			if err != nil {
				return false, err
			}
			leftOut = leftOut || left
		}
		if leftOut {
			break
		}
	}
	return leftOut, nil
}

// prepare finds the go command and a place for temporary files. If they are not to be had, types are the proof.
func (p *prover) prepare() (usable bool, err error) {
	if p.command != nil {
		return true, nil
	}
	path, err := exec.LookPath("go")
	if err != nil {
		return p.unusable("there is no go command", "install Go and put it on PATH")
	}
	dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "unleak-")
	if err != nil {
		return p.unusable("there is no place for temporary files: "+err.Error(), "set TMPDIR")
	}
	p.command = &goCommand{path: path, dir: dir, works: map[string]string{}}
	p.overlay = newOverlay(dir, p.root)
	return true, nil
}

// unusable is an error if the user wants the go command.
func (p *prover) unusable(why, todo string) (usable bool, err error) {
	if p.opt.Asked {
		return false, fmt.Errorf("%s; %s, or take --verify types", why, todo)
	}
	for _, f := range p.patch.Changed() {
		f.Proof.Why = why
	}
	return false, nil
}

// clean removes what prepare and the go command made.
func (p *prover) clean() error {
	if p.command == nil {
		return nil
	}
	if err := os.RemoveAll(p.command.dir); err != nil {
		return fmt.Errorf("remove temporary files: %w", err)
	}
	return nil
}
