// Package golden compares what tests produce with the files beside it, which hold what is expected. After an intended change
//
//	make golden
//
// rewrites them; read the difference before committing it.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
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

// None wants no golden file called name: nothing is left to compare with it.
func None(t *testing.T, name string) {
	t.Helper()
	file := filepath.Join(dir(), filepath.FromSlash(name))
	if *Update {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		return
	}
	if _, err := os.Stat(file); err == nil {
		t.Errorf("%s is there, but the test makes nothing like it any more (-update removes it)", file)
	}
}

// Files lists the golden files below a directory of them by their names, which start with that of the directory.
func Files(t *testing.T, name string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir()), name, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, file)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return names
}

// Repository is the root of the repository, which holds this directory.
func Repository() string { return filepath.Dir(dir()) }

// dir is the directory of this file: tests run in the directory of their own package.
func dir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}
