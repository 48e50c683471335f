package apply

import (
	"context"
	"go/version"

	"unleak/rewrite"
)

var vets = stage{check: rewrite.Vet, doing: "vetting", says: "go vet finds fault with the result", run: (*prover).vet}

func (p *prover) vet(ctx context.Context, t *task) (*result, error) {
	stdout, stderr, err := p.command.run(ctx, t.call("vet"))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r := newResult()
	if err == nil {
		return r, nil
	}
	// Headings name packages, but not always the one that follows: files tell the directory.
	lost := true
	for _, f := range p.faults(t.module.dir, stdout+stderr) {
		if f.dir != "" {
			lost = false
			r.faults[f.dir] = append(r.faults[f.dir], f)
		}
	}
	for _, dir := range t.dirs() {
		if lost {
			r.why[dir] = "go vet fails: " + saying(stderr, err)
		}
	}
	return r, nil
}

// canVet returns why go vet cannot look at a patch, or nothing. Up to Go 1.23 it builds with the overlay, and then reads the
// files as they are: every patch would pass.
func canVet(m *module) string {
	if v := m.env.GOVERSION; version.IsValid(v) && version.Compare(v, "go1.24") < 0 {
		return "go vet of " + v + " cannot look at a patch; Go 1.24 can"
	}
	return ""
}
