package apply

import (
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"unleak/rewrite"
)

// tested is a package whose tests a fix can break.
const tested = goMod + `
-- a.go --
package m

func double(n int) int { return twice(n) }

func twice(n int) int { return 2 * n }

func half(n int) int { return n }

func six(n int) int { return twice(thrice(n)) }

func thrice(n int) int { return 3 * n }
-- a_test.go --
package m

import "testing"

func TestDouble(t *testing.T) {
	t.Run("two", func(t *testing.T) {
		if n := double(2); n != 4 {
			t.Error("it is", n)
		}
	})
}

func TestHalf(t *testing.T) {
	if half(2) != 1 {
		t.Error("broken since ever")
	}
}
-- bare/bare.go --
package bare

func a() {}

func b() { a() }
-- os/os.go --
package os

import "math/bits"

var X = bits.Len(1)
-- os/os_plan9.go --
package os

import "math/bits"

var Y = bits.Len(1)
-- crash/crash.go --
package crash

func same() bool { return true }

func other() bool { return true }

var _ = same()
-- crash/crash_test.go --
package crash

import "testing"

func TestMain(m *testing.M) { panic("no way") }
`

// TestVerifyTests: tests that fail without the patch, too, are no fault of it, and what they do not say about it is said.
func TestVerifyTests(t *testing.T) {
	t.Parallel()
	c := provedCase{
		tree:  tested,
		fixes: []string{"a.go thrice triple", "bare/bare.go a aa", "os/os_plan9.go Len LeadingZeros", "crash/crash.go same same2"},
		check: rewrite.Test,
		want:  []string{"made", "made", "made", "made"},
		proofs: []string{
			"a.go test (without the patch, too, these fail: TestHalf)",
			"bare/bare.go vet (its package has no tests)",
			"crash/crash.go vet (the tests in example.com/m/crash fail (panic: no way), without the patch, too)",
			"os/os_plan9.go vet in plan9/" + runtime.GOARCH,
		},
	}
	c.run(t)
}

// TestVerifyFailingTest: a fix that makes a test fail is left out alone.
func TestVerifyFailingTest(t *testing.T) {
	t.Parallel()
	c := provedCase{
		tree: goMod + `
-- a.go --
package m

func double(n int) int { return add(n, n) }

func other(n int) int { return add(n, n) + zero }
-- ops.go --
package m

const zero, nought = 0, 0

func add(a, b int) int { return a + b }

func sub(a, b int) int { return a - b }
-- a_test.go --
package m

import "testing"

func TestDouble(t *testing.T) {
	t.Run("two", func(t *testing.T) {
		if n := double(2); n != 4 {
			t.Error("it is", n)
		}
	})
}
`,
		fixes:  []string{"a.go zero nought", "a.go add sub"},
		check:  rewrite.Test,
		want:   []string{"made", "failed a test fails with the result: TestDouble/two in example.com/m (a_test.go:8: it is 0)"},
		proofs: []string{"a.go test"},
	}
	c.run(t)
}

// TestVerifyFlaky: a test that fails once is no reason to leave anything out.
func TestVerifyFlaky(t *testing.T) {
	t.Parallel()
	c := provedCase{
		tree: goMod + `
-- a.go --
package m

func a() {}

func b() { a() }
-- a_test.go --
package m

import (
	"os"
	"testing"
)

func TestOnce(t *testing.T) {
	if f, err := os.OpenFile(MARK, os.O_CREATE|os.O_EXCL, 0o666); err == nil {
		f.Close()
		t.Error("the first time")
	}
}
`,
		fixes:  []string{"a.go a aa"},
		check:  rewrite.Test,
		want:   []string{"made"},
		proofs: []string{"a.go test"},
		flaky:  []string{"TestOnce in example.com/m"},
	}
	c.tree = strings.Replace(c.tree, "MARK", strconv.Quote(filepath.Join(t.TempDir(), "mark")), 1)
	c.run(t)
}

// TestCanVet: an old go vet would let pass everything.
func TestCanVet(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{"go1.23.12": false, "go1.24": true, "go1.26.8": true, "devel go1.27-abc": true} {
		if why := canVet(&module{env: goEnv{GOVERSION: version}}); (why == "") != want {
			t.Errorf("%s: %q", version, why)
		}
	}
}
