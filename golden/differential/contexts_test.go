package differential

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"unleak/rules"
)

const (
	contextTemplate = "../../testdata/contexts"
	contextBatch    = 300
)

// contextForms are the ways of rewriting contexts. What needs a review does not claim to keep what a program does: it must compile.
var contextForms = []Form{
	{Name: "safe", Go: "1.26", Rule: "lostcancel", Safe: true, World: filepath.Join(contextTemplate, "env")},
	{Name: "review", Go: "1.26", Rule: "lostcancel", World: filepath.Join(contextTemplate, "env")},
}

var contextChecker = sync.OnceValues(func() (*checker, error) { return newChecker(contextTemplate) })

// compile checks sources, of which some may be missing.
func compile(name string, sources ...string) error {
	c, err := contextChecker()
	if err != nil {
		return err
	}
	for _, src := range sources {
		if src == "" {
			continue
		}
		if err := c.check(src); err != nil {
			return fmt.Errorf("%s does not compile: %w\n%s", name, err, src)
		}
	}
	return nil
}

// TestContexts rewrites random programs that make contexts, and runs them beside the originals, in virtual time: what they log, when, of which
// contexts, and what can be seen later of contexts that they left behind, must be the same; and they may not leave more of them behind.
func TestContexts(t *testing.T) {
	t.Parallel()
	start := time.Now()
	var sum Report
	fixes, tried, tidy := 0, 0, 0
	n := sample(150, 600)
	if *programs > 0 {
		n = *programs
	}
	for more := true; more; {
		var b Batch
		for len(b.Programs) < min(n, contextBatch) {
			b.Programs = append(b.Programs, GenerateContexts(*seed, tried))
			tried++
		}
		made, err := b.rewriteContexts(t.Context())
		if err != nil {
			t.Error(err) // the programs may be run all the same
		}
		if len(b.Variants) == 0 {
			return
		}
		r, err := b.Run(t.Context(), contextTemplate, Toolchain{}, contextPasses("safe"))
		if err != nil {
			t.Fatal(err)
		}
		if r.Undecided*100 > r.Pairs {
			t.Errorf("%d of %d pairs are undecided: the generator makes programs that have a choice", r.Undecided, r.Pairs)
		}
		// One kind of parent is enough to tell of a program.
		r.Diffs = slices.CompactFunc(r.Diffs, func(x, y Diff) bool { return x.Program == y.Program })
		report(t, b, r, contextPasses("safe"), shrinker{rewrite: (*Batch).rewriteSafely, template: contextTemplate})
		for i, w := range b.Whole["safe"] {
			if w && !b.Programs[i].untidy {
				tidy++
			}
		}
		fixes += made
		sum.Pairs += r.Pairs
		sum.Undecided += r.Undecided
		more = tried < n
		if *duration > 0 {
			more = time.Since(start) < *duration && !t.Failed()
		}
	}
	t.Logf("seed %d: %d programs, %d fixes, %d may leave nothing behind, %d runs compared, %d undecided; %.0f programs per second",
		*seed, tried, fixes, tidy, sum.Pairs, sum.Undecided, float64(tried)/time.Since(start).Seconds())
	if rules.Lookup("lostcancel").Best != "" && fixes*3 < tried {
		t.Errorf("%d fixes in %d programs: the generator makes too little to rewrite", fixes, tried)
	}
}

// contextPasses compare a variant under every kind of parent.
func contextPasses(variant string) []Pass {
	var out []Pass
	for _, parent := range []string{"", "counts", "foreign"} {
		out = append(out, Pass{Name: variant + " " + parent, Variant: variant, Parent: parent, Seeds: []int64{1, 2, 3, 4, 5}})
	}
	return out
}

// rewriteContexts makes the variants of b, and checks what can be seen without running them. What does not compile is left out.
func (b *Batch) rewriteContexts(ctx context.Context) (made int, err error) {
	b.Variants, b.Whole = map[string][]string{}, map[string][]bool{}
	for _, f := range contextForms {
		r, failed := Rewrite(ctx, b.Programs, f)
		if failed != nil {
			return made, errors.Join(err, failed)
		}
		err = errors.Join(err, b.finished(ctx, f, r))
		for i, src := range r.Sources {
			if src == b.Programs[i].Source {
				continue
			}
			if wrong := compile("what form "+f.Name+" made", src); wrong != nil {
				err = errors.Join(err, wrong)
				r.Sources[i] = ""
			}
		}
		if f.Safe {
			b.Variants[f.Name], b.Whole[f.Name] = r.Sources, r.Whole
			made += r.Fixes
		}
	}
	return made, err
}

// rewriteSafely makes the safe variant of b, and checks nothing.
func (b *Batch) rewriteSafely(ctx context.Context) (int, error) {
	r, err := Rewrite(ctx, b.Programs, contextForms[0])
	for i, src := range r.Sources {
		if src != b.Programs[i].Source && compile("", src) != nil {
			r.Sources[i] = ""
		}
	}
	b.Variants, b.Whole = map[string][]string{"safe": r.Sources}, map[string][]bool{"safe": r.Whole}
	return r.Fixes, err
}

// TestContextPrograms: what is generated compiles.
func TestContextPrograms(t *testing.T) {
	t.Parallel()
	for i := range 300 {
		p := GenerateContexts(*seed+9, i)
		if err := compile(p.Name, p.Source); err != nil {
			t.Error(err)
		}
	}
}
