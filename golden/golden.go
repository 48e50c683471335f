// Package golden compares what tests produce with the expected outputs kept beside it.
// With -update, or make golden, it rewrites them instead: read the difference before committing it.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Update is the flag -update of tests: rewrite what they expect.
var Update = flag.Bool("update", false, "rewrite the expected outputs")

// Compare compares got, byte by byte, with the golden file called name, a slash-separated path below this directory.
func Compare(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join(dir(), filepath.FromSlash(name))
	if *Update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (-update makes it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s (-want +got; -update accepts):\n%s", file, cmp.Diff(string(want), string(got)))
	}
}

// dir is the directory of this file: tests run in the directory of their own package.
func dir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}
