package differential

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"testing"
)

var (
	programs = flag.Int("programs", 0, "how many random programs to try; 0 is some, or many with -whole")
	seed     = flag.Int64("seed", 0, "which programs and mutants; 0 is UNLEAK_SEED in the environment, or else 1")
	duration = flag.Duration("for", 0, "try programs for this long, instead of -programs")
	versions = flag.Bool("versions", false, "run them with more versions of Go")
	whole    = flag.Bool("whole", false, "try many programs and every mutant, not a sample of them")
)

// TestMain says which sample of programs and mutants is tried. It also lets the heap grow: what is kept is little, and the garbage much.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := chooseSeed(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Printf("seed %d: UNLEAK_SEED=%[1]d brings the same programs and mutants back; make differential tries all mutants and many programs\n", *seed)
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// chooseSeed sets the seed if neither a flag nor the environment does. Then it is always the same: what is tested before a change lands must not
// fail by chance. make differential, which runs by night as well, looks for what other seeds find.
func chooseSeed() (err error) {
	if *seed != 0 {
		return nil
	}
	if text := os.Getenv("UNLEAK_SEED"); text != "" {
		if *seed, err = strconv.ParseInt(text, 10, 64); err != nil {
			return fmt.Errorf("UNLEAK_SEED: %w", err)
		}
		return nil
	}
	*seed = 1
	return nil
}

// sample returns how many to try: some, or all with -whole.
func sample(some, all int) int {
	if *whole {
		return all
	}
	return some
}

// sampled returns one in n of the mutants, others with the next seed, or all with -whole.
func sampled(list []mutant, n int) (out []mutant) {
	for i, m := range list {
		if *whole || (int64(i)-*seed)%int64(n) == 0 {
			out = append(out, m)
		}
	}
	return out
}
