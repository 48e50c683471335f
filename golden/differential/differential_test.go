package differential

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/aymanbagabas/go-udiff"
)

const template = "../../testdata/differential"

// batchSize is how many programs are built at the same time, at most.
const batchSize = 500

// TestDifferential rewrites random programs in every form, and runs them beside the originals, in virtual time and against random events: what
// they do, and when, must be the same. A program that does something else is made as small as it can be, and printed.
func TestDifferential(t *testing.T) {
	t.Parallel()
	start := time.Now()
	var sum Report
	fixes, tried := 0, 0
	n := sample(120, 1000)
	if *programs > 0 {
		n = *programs
	}
	for more := true; more; {
		var b Batch
		for len(b.Programs) < min(n, batchSize) {
			b.Programs = append(b.Programs, Generate(*seed, tried))
			tried++
		}
		made, err := b.rewrite(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r, err := b.Run(t.Context(), template, Toolchain{}, passes())
		if err != nil {
			t.Fatal(err)
		}
		if r.Undecided*100 > r.Pairs {
			t.Errorf("%d of %d pairs are undecided: the generator makes programs that have a choice", r.Undecided, r.Pairs)
		}
		report(t, b, r, passes(), shrinker{rewrite: (*Batch).rewrite, template: template})
		fixes += made
		sum.Pairs += r.Pairs
		sum.Undecided += r.Undecided
		more = tried < n
		if *duration > 0 {
			more = time.Since(start) < *duration && !t.Failed()
		}
	}
	t.Logf("seed %d: %d programs, %d fixes, %d runs compared, %d undecided; %.0f programs per second",
		*seed, tried, fixes, sum.Pairs, sum.Undecided, float64(tried)/time.Since(start).Seconds())
	if fixes < tried {
		t.Errorf("%d fixes in %d programs: the generator makes too little to rewrite", fixes, tried)
	}
}

// passes are the comparisons of every form: with the timers of package time, and with modelled ones, which can be counted, and whose
// value may come late.
func passes() []Pass {
	seeds := []int64{1, 2, 3, 4}
	var out []Pass
	for _, f := range Forms {
		out = append(out, Pass{Name: f.Name + ", real", Variant: f.Name, Seeds: seeds})
		model := Mode{Model: true, Sync: f.Name == "sync"}
		out = append(out, Pass{Name: f.Name + ", model", Variant: f.Name, Mode: model, Counts: true, Seeds: seeds})
	}
	// The drain of form async waits for a late value, as it must; nothing else takes time in a model where something else does not.
	for _, form := range []string{"importer", "fresh"} {
		out = append(out, Pass{Name: form + ", late values", Variant: form, Mode: asyncLag, Counts: true, Seeds: seeds})
	}
	return out
}

// rewrite makes the variants of b, one for each form, and checks what can be seen without running them.
func (b *Batch) rewrite(ctx context.Context) (made int, err error) {
	b.Variants, b.Whole = map[string][]string{}, map[string][]bool{}
	type result struct {
		Rewritten
		err error
	}
	results := make([]chan result, len(Forms))
	for i, f := range Forms {
		results[i] = make(chan result, 1)
		go func() {
			r, err := Rewrite(ctx, b.Programs, f)
			if err == nil {
				err = b.finished(ctx, f, r)
			}
			results[i] <- result{r, err}
		}()
	}
	for i, f := range Forms {
		r := <-results[i]
		made += r.Fixes
		b.Variants[f.Name], b.Whole[f.Name] = r.Sources, r.Whole
		err = errors.Join(err, r.err)
	}
	return made, err
}

var comments = regexp.MustCompile(`// (comment|timeout) \d+`)

// finished checks that all comments are still there, each once, and that a second run has nothing to do.
func (b *Batch) finished(ctx context.Context, f Form, r Rewritten) error {
	again := make([]Program, len(r.Sources))
	for i, src := range r.Sources {
		again[i] = Program{Name: b.Programs[i].Name, Source: src}
		before, after := comments.FindAllString(b.Programs[i].Source, -1), comments.FindAllString(src, -1)
		slices.Sort(before)
		slices.Sort(after)
		if !slices.Equal(before, after) {
			return fmt.Errorf("form %s: other comments than before: %v, %v\n%s\n%s", f.Name, before, after, b.Programs[i].Source, src)
		}
	}
	twice, err := Rewrite(ctx, again, f)
	if err != nil {
		return err
	}
	done := true
	for i, src := range twice.Sources {
		if r.Open[i] {
			done = false
			continue
		}
		if src != r.Sources[i] {
			return fmt.Errorf("form %s: in\n%s\na first run changed\n%s\nand a second run changes\n%s", f.Name, b.Programs[i].Source,
				udiff.Unified("original", "first run", b.Programs[i].Source, r.Sources[i]), udiff.Unified("first run", "second run", r.Sources[i], src))
		}
		if f.Rule != "" && r.Whole[i] && !twice.Whole[i] {
			return fmt.Errorf("form %s: a first run refused nothing, and made\n%s\nin which a second run refuses something", f.Name, src)
		}
	}
	if done && twice.Fixes > 0 {
		return fmt.Errorf("form %s: a second run makes %d fixes that change nothing", f.Name, twice.Fixes)
	}
	return nil
}

// report tells of what differs; the first program of every pass is made small before.
func report(t *testing.T, b Batch, r Report, all []Pass, s shrinker) {
	t.Helper()
	told := map[string]bool{}
	for _, d := range r.Diffs {
		if told[d.Pass] {
			continue
		}
		told[d.Pass] = true
		s.pass = all[slices.IndexFunc(all, func(p Pass) bool { return p.Name == d.Pass })]
		small, err := s.shrink(t.Context(), b.Programs[d.Program], d)
		if err != nil {
			t.Errorf("shrink program: %v", err)
		}
		t.Errorf("%s", small)
	}
}

// TestResets does the same with programs in which timers are set again. Before Go 1.23 a timer that fired unread keeps its value, which the fixes
// repair: so the rewritten programs must do what the originals do since then.
func TestResets(t *testing.T) {
	t.Parallel()
	var b Batch
	for i := range sample(60, 100) {
		b.Programs = append(b.Programs, GenerateResets(*seed, i))
	}
	made, err := b.rewrite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Run(t.Context(), template, Toolchain{}, resetPasses())
	if err != nil {
		t.Fatal(err)
	}
	report(t, b, r, resetPasses(), shrinker{rewrite: (*Batch).rewrite, template: template})
	t.Logf("seed %d: %d programs, %d fixes, %d runs compared, %d undecided", *seed, len(b.Programs), made, r.Pairs, r.Undecided)
	// The programs as they are show what is to be repaired.
	b.Variants, b.Whole = map[string][]string{"as they are": nil}, nil
	for _, p := range b.Programs {
		b.Variants["as they are"] = append(b.Variants["as they are"], p.Source)
	}
	r, err = b.Run(t.Context(), template, Toolchain{}, []Pass{{Name: "as they are", Variant: "as they are", Mode: async122, Original: &sync123, Seeds: []int64{1, 2, 3, 4}}})
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d of them receive an old value before Go 1.23", len(r.Diffs)); len(r.Diffs) == 0 {
		t.Error("none of the programs receives an old value: nothing is repaired")
	}
}

// resetPasses are the comparisons of TestResets.
func resetPasses() []Pass {
	seeds := []int64{1, 2, 3, 4}
	out := []Pass{{Name: "sync, real", Variant: "sync", Seeds: seeds}}
	for _, f := range Forms {
		out = append(out, Pass{Name: f.Name + ", model", Variant: f.Name, Mode: async122, Original: &sync123, Counts: true, Seeds: seeds})
	}
	out[1].Mode = sync123
	return out
}

// TestShrink: a program that a mistake makes differ is made small, and still differs.
func TestShrink(t *testing.T) {
	t.Parallel()
	mistake := func(b *Batch, ctx context.Context) (int, error) {
		r, err := Rewrite(ctx, b.Programs, Forms[0])
		for i, src := range r.Sources {
			r.Sources[i] = deleteLines(`timer\d*\.Reset\(.*\)`)(src)
		}
		b.Variants, b.Whole = map[string][]string{"sync": r.Sources}, map[string][]bool{"sync": r.Whole}
		return r.Fixes, err
	}
	p := Pass{Name: "no Reset", Variant: "sync", Seeds: []int64{1, 2, 3, 4}}
	b := Batch{}
	for i := range 40 {
		b.Programs = append(b.Programs, Generate(3, i))
	}
	if _, err := mistake(&b, t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := b.Run(t.Context(), template, Toolchain{}, []Pass{p})
	if err != nil || len(r.Diffs) == 0 {
		t.Fatalf("%d differ, %v", len(r.Diffs), err)
	}
	big := b.Programs[r.Diffs[0].Program]
	s := shrinker{pass: p, rewrite: mistake, template: template}
	small, err := s.shrink(t.Context(), big, r.Diffs[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(small.program.Source) >= len(big.Source) || small.diff.What == "" || !makers.MatchString(small.program.Source) {
		t.Errorf("of %d bytes, this was made:\n%s", len(big.Source), small)
	}
	t.Logf("%d bytes became %d:\n%s", len(big.Source), len(small.program.Source), small.program.Source)
}

// TestOldTimers runs random programs with the real timers of old and new versions of Go. Their clock is virtual, too: the build tag faketime
// of the runtime makes it so, for the playground. A sample is tried with one of the old versions.
func TestOldTimers(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skipf("the virtual clock of old runtimes is for linux/amd64, this is %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	var b Batch
	for i := range sample(60, 0) { // some in which a form that is wrong there is found out
		b.Programs = append(b.Programs, Generate(2, i))
	}
	for i := range sample(60, 250) {
		b.Programs = append(b.Programs, Generate(*seed+1, 1000+i))
	}
	if _, err := b.rewrite(t.Context()); err != nil {
		t.Fatal(err)
	}
	async := []string{"async", "importer", "fresh"}
	since123 := []string{"sync", "importer", "fresh"}
	for i, with := range []struct {
		Toolchain
		forms []string
		wrong string // a form that is wrong there, and must be found out
		extra bool   // only with -versions
	}{
		{Toolchain{Name: "go1.20.14"}, async, "sync", false},
		{Toolchain{Name: "go1.22.12"}, async, "sync", false},
		{Toolchain{Async: true}, async, "sync", false},
		{Toolchain{Name: "go1.23.12", Async: true}, async, "sync", true},
		{Toolchain{Name: "go1.23.12"}, since123, "", true},
		{Toolchain{Name: "go1.27.1"}, since123, "", true},
	} {
		if with.extra && !*versions || !*whole && (int64(i)-*seed)%3 != 0 {
			continue
		}
		with.Faketime = true
		name := with.toolchain()
		if with.Async {
			name += ",asynctimerchan=1"
		}
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if out, err := with.command(ctx, t.TempDir(), "go", "version").CombinedOutput(); err != nil {
				t.Skipf("%s cannot be had within a minute: %v %s", with.toolchain(), err, out)
			}
			var list []Pass
			for _, form := range slices.Concat(with.forms, []string{with.wrong}) {
				if form != "" {
					list = append(list, Pass{Name: form, Variant: form, Seeds: []int64{1, 2}})
				}
			}
			r, err := b.Run(t.Context(), template, with.Toolchain, list)
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, d := range r.Diffs {
				if d.Pass == with.wrong {
					found++
					continue
				}
				t.Errorf("%s", finding{program: b.Programs[d.Program], source: b.Variants[d.Pass][d.Program], diff: d})
			}
			if with.wrong != "" && found == 0 {
				t.Errorf("form %s is wrong there, and was not found out", with.wrong)
			}
			t.Logf("%d runs compared, %d undecided; the wrong form was found out in %d of %d programs", r.Pairs, r.Undecided, found, len(b.Programs))
		})
	}
}
