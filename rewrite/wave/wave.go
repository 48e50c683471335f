// Package wave sorts fixes into waves, sets small enough for one review, and keeps the plan of a migration. It is pure.
package wave

import "slices"

// A Plan is a migration in waves. It is a file that people read, edit and commit.
type Plan struct {
	Version int    `yaml:"version"` // of the format
	Scope   Scope  `yaml:"scope"`
	Waves   []Wave `yaml:"waves"`
}

// A Scope is what the fixes of a plan were found with, to find them again.
type Scope struct {
	Paths   []string `yaml:"paths,flow"`             // relative to the root, which is the repository or else the directory of the plan
	Rules   []string `yaml:"rules,flow,omitempty"`   // these only; none: all
	Classes []string `yaml:"classes,flow,omitempty"` // these only; none: all
	NoTests bool     `yaml:"no_tests,omitempty"`     // leave out _test.go files
	Go      string   `yaml:"go,omitempty"`           // judge every module as if its go line said this
	Review  bool     `yaml:"review,omitempty"`       // also fixes that a person has to agree to
	Form    string   `yaml:"form,omitempty"`         // of rewritten loops, if not the one unleak chooses
}

// A Wave is a set of fixes that is reviewed and lands as one.
type Wave struct {
	Name  string `yaml:"name"` // also the end of its branch's name
	Why   string `yaml:"why,omitempty"`
	Fixes []Fix  `yaml:"fixes"`
}

// A Fix stands for the fixes of equal expressions in one function. Rule, Besides and Fingerprint matter later on; the rest is for
// whoever reads the plan.
type Fix struct {
	File        string `yaml:"file"`
	Func        string `yaml:"func,omitempty"`
	Pattern     string `yaml:"pattern"`
	Rule        string `yaml:"rule"`
	Class       string `yaml:"class"`
	Level       string `yaml:"level,omitempty"`   // "review", or empty: safe
	Lines       int    `yaml:"lines,omitempty"`   // that change, about
	Count       int    `yaml:"count,omitempty"`   // of equal expressions, if there are several
	Besides     int    `yaml:"besides,omitempty"` // equal expressions that are not to be fixed, if there are any
	Fingerprint string `yaml:"fingerprint"`
}

// count returns how many findings f stands for.
func (f Fix) count() int { return max(f.Count, 1) }

// Size returns how many findings the fixes of w stand for.
func (w Wave) Size() (n int) {
	for _, f := range w.Fixes {
		n += f.count()
	}
	return n
}

// Rules returns the names of the rules that the fixes of w belong to, sorted.
func (w Wave) Rules() []string {
	var names []string
	for _, f := range w.Fixes {
		names = append(names, f.Rule)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Rules returns the names of the rules that a migration is about; none means all.
func (p *Plan) Rules() []string {
	names := slices.Clone(p.Scope.Rules)
	for _, w := range p.Waves {
		if len(names) > 0 {
			names = append(names, w.Rules()...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Find returns the index of the wave with a number, counted from 1, or a name; -1 if there is none.
func (p *Plan) Find(name string, number int) int {
	for i, w := range p.Waves {
		if w.Name == name || number == i+1 {
			return i
		}
	}
	return -1
}
