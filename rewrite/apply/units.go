package apply

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"unleak/rewrite"
)

// A module is a directory with a go.mod file, and what the go command is there.
type module struct {
	dir     string // absolute; empty for what is in no module
	env     goEnv
	work    string            // GOWORK
	trouble string            // why the go command cannot be used; empty if it can
	dirs    map[string]string // import path to directory, as far as packages were listed
}

// tags returns those that the user always builds with.
func (m *module) tags() []string {
	for flag := range strings.FieldsSeq(m.env.GOFLAGS) {
		if list, ok := strings.CutPrefix("-"+strings.TrimLeft(flag, "-"), "-tags="); ok {
			return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
		}
	}
	return nil
}

// A unit is what is proved at once: the changed files of a directory.
type unit struct {
	dir    string // absolute
	module *module
	files  []*rewrite.File
	ways   []way
	tried  map[build]bool
	futile int    // builds that were tried in vain
	why    string // the first of them was in vain
}

// A batch is what one run of the go command looks at.
type batch struct {
	module *module
	build  build
	units  []*unit
	size   int // of the names of the directories
}

func (b *batch) dirs() []string {
	var out []string
	for _, u := range b.units {
		out = append(out, u.dir)
	}
	return out
}

// with returns b with other units.
func (b *batch) with(units []*unit) *batch {
	return &batch{module: b.module, build: b.build, units: units}
}

// units groups the changed files by directory.
func (p *prover) units(ctx context.Context) ([]*unit, error) {
	byDir := map[string]*unit{}
	var list []*unit
	for _, f := range p.patch.Changed() {
		dir := filepath.Dir(filepath.Join(p.root, filepath.FromSlash(f.Name)))
		u := byDir[dir]
		if u == nil {
			m, err := p.module(ctx, dir)
			if err != nil {
				return nil, err
			}
			u = &unit{dir: dir, module: m, tried: map[build]bool{}, why: m.trouble}
			if m.trouble == "" {
				u.ways = ways(dir, m)
			}
			byDir[dir] = u
			list = append(list, u)
		}
		u.files = append(u.files, f)
	}
	return list, nil
}

// module returns the module that dir is in.
func (p *prover) module(ctx context.Context, dir string) (*module, error) {
	for !exists(filepath.Join(dir, "go.mod")) {
		if dir == filepath.Dir(dir) {
			return &module{trouble: "it is in no module"}, nil
		}
		dir = filepath.Dir(dir)
	}
	if m := p.modules[dir]; m != nil {
		return m, nil
	}
	m := &module{dir: dir, dirs: map[string]string{}}
	var err error
	m.env, err = p.command.env(ctx, dir)
	if err == nil {
		m.work, err = p.command.work(m.env.GOWORK)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		m.trouble = "the go command does nothing there: " + err.Error()
		p.refusal = err.Error()
	}
	p.modules[dir] = m
	return m, nil
}

// batches returns what to build next: every unit with files that nothing but their types proves, each with the next
// build that takes any of them.
func batches(units []*unit) []*batch {
	var list []*batch
	for _, u := range units {
		b, ok := u.next()
		if !ok {
			continue
		}
		i := slices.IndexFunc(list, func(o *batch) bool { return o.module == u.module && o.build == b && o.size < maxArgs })
		if i < 0 {
			i = len(list)
			list = append(list, &batch{module: u.module, build: b})
		}
		list[i].units = append(list[i].units, u)
		list[i].size += len(u.dir)
	}
	return list
}
