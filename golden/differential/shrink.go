package differential

import (
	"context"
	"fmt"
	"strings"
)

// A shrinker makes programs small that differ in a pass.
type shrinker struct {
	pass     Pass
	rewrite  func(*Batch, context.Context) (int, error)
	template string
}

// A finding is a program that does something else once it is rewritten.
type finding struct {
	program Program
	source  string // rewritten
	diff    Diff
}

// atOnce is how many smaller programs are built at the same time: to build one takes as long as to build some.
const atOnce = 100

// shrink returns the smallest program it can make of p that still differs.
func (s *shrinker) shrink(ctx context.Context, p Program, d Diff) (finding, error) {
	best := finding{program: p, diff: d}
	for {
		next, ok, err := s.smaller(ctx, best)
		if err != nil || !ok {
			return best, err
		}
		best = next
	}
}

// smaller returns a program smaller than that of f which still differs, if there is one.
func (s *shrinker) smaller(ctx context.Context, f finding) (finding, bool, error) {
	seen := map[string]bool{f.program.Source: true}
	var b Batch
	flush := func() (finding, bool, error) {
		if len(b.Programs) == 0 {
			return f, false, nil
		}
		defer func() { b = Batch{} }()
		if _, err := s.rewrite(&b, ctx); err != nil {
			return f, false, err
		}
		r, err := b.Run(ctx, s.template, Toolchain{}, []Pass{s.pass})
		if err != nil {
			return f, false, err
		}
		best, ok := f, false
		for _, d := range r.Diffs {
			if p := b.Programs[d.Program]; len(p.Source) < len(best.program.Source) {
				best, ok = finding{p, b.Variants[s.pass.Variant][d.Program], d}, true
			}
		}
		return best, ok, nil
	}
	for _, list := range simpler(f.program.choices) {
		p := f.program.with(list, fmt.Sprintf("P%05d", len(b.Programs)))
		if seen[p.Source] || len(p.Source) >= len(f.program.Source) {
			continue
		}
		seen[p.Source] = true
		b.Programs = append(b.Programs, p)
		if len(b.Programs) == atOnce {
			if best, ok, err := flush(); ok || err != nil {
				return best, ok, err
			}
		}
	}
	return flush()
}

// String shows f as a case that can be added to the examples.
func (f finding) String() string {
	return fmt.Sprintf("%s, schedule %d: %s differs\n\n%s\nrewritten:\n\n%s\nthe original does:\n%s\n\nthe rewritten one:\n%s\n",
		f.diff.Pass, f.diff.Seed, f.diff.What, f.program.Source, f.source, firstLines(f.diff.Want), firstLines(f.diff.Got))
}

// firstLines joins lines, but not too many of them.
func firstLines(lines []string) string {
	const most = 40
	if len(lines) > most {
		lines = append(lines[:most:most], fmt.Sprintf("and %d more", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}
