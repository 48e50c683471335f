package apply

import (
	"context"
	"path/filepath"
	"strings"

	"unleak/rewrite"
)

// build builds the units, in as many builds as it takes to prove every file. It returns what was built.
func (p *prover) build(ctx context.Context, units []*unit) (done []*batch, leftOut bool, err error) {
	for {
		list := batches(units)
		for _, b := range list {
			r, left, err := p.hold(ctx, builds, b)
			if err != nil {
				return nil, false, err
			}
			leftOut = leftOut || left
			if proved := p.built(b, r); len(proved) > 0 {
				done = append(done, b.with(proved))
			}
		}
		if len(list) == 0 || leftOut {
			break
		}
	}
	for _, u := range units {
		for _, f := range u.files {
			if f.Proof.By != rewrite.Types {
				continue
			}
			if f.Proof.Why = u.why; u.why == "" {
				f.Proof.Why = "no build was found that takes it"
			}
		}
	}
	return done, leftOut, nil
}

// built notes which files a build proves and returns the units that have any.
func (p *prover) built(b *batch, r *result) []*unit {
	var out []*unit
	for _, u := range b.units {
		n := 0
		for _, f := range u.files {
			if f.Proof.By == rewrite.Types && r.takes[filepath.Join(p.root, filepath.FromSlash(f.Name))] {
				f.Proof = rewrite.Proof{By: rewrite.Build, In: b.build.name()}
				if p.opt.Check != rewrite.Build {
					f.Proof.Why = r.why[u.dir]
				}
				n++
			}
		}
		switch {
		case strings.HasSuffix(r.why[u.dir], noModule):
			u.futile = maxFutile // to find that out again takes as long as to build all else
		case n == 0:
			u.futile++
		}
		if n > 0 {
			out = append(out, u)
		}
		if u.why == "" {
			u.why = r.why[u.dir]
		}
	}
	return out
}

// further proves by a later stage what b proved by the one before.
func (p *prover) further(ctx context.Context, s stage, b *batch) (leftOut bool, err error) {
	unable := canVet(b.module)
	files := map[*unit][]*rewrite.File{}
	var units []*unit
	for _, u := range b.units {
		for _, f := range u.files {
			if f.Proof.By != rewrite.Types && f.Proof.In == b.build.name() && (f.Proof.Why == "" || f.Proof.Why == unable) {
				files[u] = append(files[u], f)
			}
		}
		if len(files[u]) > 0 {
			units = append(units, u)
		}
	}
	r := newResult()
	switch {
	case len(units) == 0:
		return false, nil
	case s.check == rewrite.Vet && unable != "":
		for _, u := range units {
			r.doubt(u.dir, unable)
		}
	default:
		if r, leftOut, err = p.hold(ctx, s, b.with(units)); leftOut || err != nil {
			return leftOut, err
		}
	}
	for _, u := range units {
		for _, f := range files[u] {
			p.raise(&f.Proof, s.check, r, u.dir)
		}
	}
	return false, nil
}

// raise notes that a file in dir passed a check that found no fault with the patch, if the check says anything about it.
func (p *prover) raise(proof *rewrite.Proof, check rewrite.Check, r *result, dir string) {
	if why := r.why[dir]; why != "" {
		proof.Why = why
		return
	}
	if check == rewrite.Test {
		var before []string
		for _, f := range r.faults[dir] {
			switch {
			case f.key == "": // nobody knows which tests would have failed
				proof.Why = f.what + ", without the patch, too"
				return
			case !p.flaky[f.what]:
				before = append(before, f.key)
			}
		}
		if len(before) > 0 {
			proof.Why = "without the patch, too, these fail: " + list(before)
		}
	}
	proof.By = check
}
