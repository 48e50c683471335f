package apply

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/rewrite"
)

// makeTree writes files into a new directory and returns it with the patch that appends a line to each.
func makeTree(t *testing.T, names ...string) (dir string, files []*rewrite.File) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range names {
		src := "package p // " + name + "\n"
		put(t, filepath.Join(dir, filepath.FromSlash(name)), src)
		files = append(files, &rewrite.File{
			Name: name, Src: []byte(src), New: []byte(src + "// new\n"),
			Edits: []rewrite.Edit{{Start: len(src), End: len(src), New: "// new\n"}},
		})
	}
	return dir, files
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(content), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// state tells of each file whether it is new, and lists what else is there.
func state(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		word := "old"
		if strings.HasSuffix(string(data), "// new\n") {
			word = "new"
		}
		out = append(out, filepath.ToSlash(rel)+" "+word)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

func TestWrite(t *testing.T) {
	dir, files := makeTree(t, "a.go", "x/b.go", "x/ü ü.go")
	files = append(files, &rewrite.File{Name: "untouched.go"})
	out, err := Write(t.Context(), dir, files)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Outcome{Written: []string{"a.go", "x/b.go", "x/ü ü.go"}}, out); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
	if got := state(t, dir); got != "a.go new, x/b.go new, x/ü ü.go new" {
		t.Errorf("tree: %s", got)
	}
}

// TestWriteKeepsMode: mode and owner stay, whatever the umask.
func TestWriteKeepsMode(t *testing.T) {
	dir, files := makeTree(t, "a.go", "b.go")
	a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	if err := os.Chmod(a, 0o750); err != nil {
		t.Fatal(err)
	}
	given := os.Getuid() == 0
	if given {
		if err := os.Chown(b, 12345, 23456); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Write(t.Context(), dir, files); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(a); err != nil || info.Mode().Perm() != 0o750 {
		t.Errorf("mode %v, %v; want 0750", info.Mode(), err)
	}
	info, err := os.Stat(b)
	if err != nil {
		t.Fatal(err)
	}
	if owner := fmt.Sprintf("%+v", info.Sys()); given && !strings.Contains(owner, "Uid:12345 Gid:23456") {
		t.Errorf("the owner changed: %s", owner)
	}
}

// TestWriteLeaves: files that must not be touched are left, with the reason, and the others written.
func TestWriteLeaves(t *testing.T) {
	for reason, spoil := range map[string]func(t *testing.T, file string){
		"the file changed since it was read; run unleak again": func(t *testing.T, file string) { put(t, file, "package q\n") },
		"the file is gone since it was read":                   func(t *testing.T, file string) { os.Remove(file) },
		"it is a symbolic link; name the file it leads to": func(t *testing.T, file string) {
			os.Rename(file, file+".target")
			if err := os.Symlink(filepath.Base(file)+".target", file); err != nil {
				t.Skip(err)
			}
		},
		"it is no regular file": func(t *testing.T, file string) {
			os.Remove(file)
			os.Mkdir(file, 0o777)
		},
		"it is read-only; make it writable first": func(t *testing.T, file string) { os.Chmod(file, 0o444) },
	} {
		t.Run(reason, func(t *testing.T) {
			dir, files := makeTree(t, "a.go", "b.go", "c.go")
			spoil(t, filepath.Join(dir, "b.go"))
			out, err := Write(t.Context(), dir, files)
			if err != nil {
				t.Fatal(err)
			}
			want := &Outcome{Written: []string{"a.go", "c.go"}, Left: []Left{{"b.go", reason}}}
			if diff := cmp.Diff(want, out); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
			if got := state(t, dir); strings.Contains(got, "unleak") || strings.Count(got, "new") != 2 {
				t.Errorf("tree: %s", got)
			}
		})
	}
}

// TestWriteStaysInTree: a directory that became a link to somewhere else is not followed.
func TestWriteStaysInTree(t *testing.T) {
	dir, files := makeTree(t, "a.go", "sub/b.go")
	outside := t.TempDir()
	put(t, filepath.Join(outside, "b.go"), string(files[1].Src))
	sub := filepath.Join(dir, "sub")
	if err := errors.Join(os.RemoveAll(sub), os.Symlink(outside, sub)); err != nil {
		t.Skip(err)
	}
	out, err := Write(t.Context(), dir, files)
	if err != nil || len(out.Left) != 1 || !strings.Contains(out.Left[0].Reason, "escapes") {
		t.Errorf("outcome %+v, %v", out, err)
	}
	if got := state(t, outside); got != "b.go old" {
		t.Errorf("outside: %s", got)
	}
}

// A faulty disk does as fail says before each operation.
type faulty struct {
	disk
	fail func(op, name string) error
	log  []string
}

func (f *faulty) try(op, name string) error {
	f.log = append(f.log, op+" "+name)
	return f.fail(op, name)
}

func (f *faulty) Create(name string, like fs.FileInfo, data []byte) error {
	if err := f.try("create", name); err != nil {
		return err
	}
	return f.disk.Create(name, like, data)
}

func (f *faulty) Link(name, link string) error {
	if err := f.try("link", name); err != nil {
		return err
	}
	return f.disk.Link(name, link)
}

func (f *faulty) Rename(from, to string) error {
	if err := f.try("rename", to); err != nil {
		return err
	}
	return f.disk.Rename(from, to)
}

func (f *faulty) Remove(name string) error {
	if err := f.try("remove", name); err != nil {
		return err
	}
	return f.disk.Remove(name)
}

func openTree(t *testing.T, dir string) disk {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return tree{root}
}

// TestWriteFails: after any error, at any moment, all files are old.
func TestWriteFails(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, syscall.EIO} {
		for n := range 12 {
			dir, files := makeTree(t, "a.go", "b.go", "c.go")
			count := 0
			d := &faulty{disk: openTree(t, dir), fail: func(op, name string) error {
				if op == "remove" {
					return nil
				}
				count++
				if count == n+1 {
					return &os.PathError{Op: op, Path: name, Err: err}
				}
				return nil
			}}
			out, failure := write(t.Context(), d, files)
			got := state(t, dir)
			switch {
			case count <= n: // it was done before anything failed
				if failure != nil || got != "a.go new, b.go new, c.go new" {
					t.Errorf("operation %d: %v; tree: %s", n, failure, got)
				}
			case failure == nil && strings.HasPrefix(d.log[n], "link"): // the old content was kept in another way
				if got != "a.go new, b.go new, c.go new" || len(out.Written) != 3 {
					t.Errorf("operation %d (%s): tree: %s", n, d.log[n], got)
				}
			case failure == nil || !errors.Is(failure, err) || !strings.HasSuffix(failure.Error(), "; every file is as it was"):
				t.Errorf("operation %d (%s): %v", n, d.log[n], failure)
			case got != "a.go old, b.go old, c.go old":
				t.Errorf("operation %d (%s): tree: %s", n, d.log[n], got)
			}
		}
	}
}

// TestWriteWithoutLinks: file systems without links do as well.
func TestWriteWithoutLinks(t *testing.T) {
	dir, files := makeTree(t, "a.go", "b.go")
	d := &faulty{disk: openTree(t, dir), fail: func(op, name string) error {
		switch {
		case op == "link":
			return syscall.ENOTSUP
		case op == "rename" && name == "b.go":
			return syscall.EIO
		}
		return nil
	}}
	_, err := write(t.Context(), d, files)
	if got := state(t, dir); err == nil || got != "a.go old, b.go old" {
		t.Errorf("%v; tree: %s", err, got)
	}
}

// TestWriteNotAllowed: one directory that may not be written to is no reason to leave the rest.
func TestWriteNotAllowed(t *testing.T) {
	dir, files := makeTree(t, "a/a.go", "b/b.go")
	d := &faulty{disk: openTree(t, dir), fail: func(op, name string) error {
		if op == "create" && strings.HasPrefix(name, "a") {
			return &os.PathError{Op: op, Path: name, Err: syscall.EROFS}
		}
		return nil
	}}
	out, err := write(t.Context(), d, files)
	if err != nil || len(out.Left) != 1 || out.Left[0] != (Left{"a/a.go", "write file: " + syscall.EROFS.Error()}) {
		t.Errorf("outcome %+v, %v", out, err)
	}
	if got := state(t, dir); got != "a/a.go old, b/b.go new" {
		t.Errorf("tree: %s", got)
	}
}

// TestWriteInterrupted: an interrupt at any moment leaves all files old, or all new if it came too late.
func TestWriteInterrupted(t *testing.T) {
	for n := range 9 {
		dir, files := makeTree(t, "a.go", "b.go", "c.go")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		count := 0
		d := &faulty{disk: openTree(t, dir), fail: func(op, _ string) error {
			if count++; count == n+1 {
				cancel()
			}
			return nil
		}}
		_, err := write(ctx, d, files)
		got := state(t, dir)
		if err == nil && got == "a.go new, b.go new, c.go new" && n >= 7 {
			continue
		}
		if err == nil || err.Error() != "write files: interrupted; every file is as it was" || got != "a.go old, b.go old, c.go old" {
			t.Errorf("interrupt at operation %d (%s): %v; tree: %s", n, d.log[n], err, got)
		}
	}
}

// TestWriteCannotRestore: the worst case is told, with the place of the old content.
func TestWriteCannotRestore(t *testing.T) {
	dir, files := makeTree(t, "a.go", "b.go", "c.go")
	broken := false
	d := &faulty{disk: openTree(t, dir), fail: func(op, name string) error {
		broken = broken || op == "rename" && name == "c.go"
		if broken && (op == "rename" && name != "b.go") {
			return syscall.EIO
		}
		return nil
	}}
	_, err := write(t.Context(), d, files)
	if err == nil || !strings.Contains(err.Error(), "not all files are as they were: restore a.go: input/output error; what it held before is in .unleak-") {
		t.Fatalf("error: %v", err)
	}
	_, kept, _ := strings.Cut(err.Error(), "is in ")
	if data, err := os.ReadFile(filepath.Join(dir, kept)); err != nil || string(data) != string(files[0].Src) {
		t.Errorf("%s holds %q, %v", kept, data, err)
	}
	if got := state(t, dir); !strings.HasSuffix(got, "old, a.go new, b.go old, c.go old") {
		t.Errorf("tree: %s", got)
	}
}

// TestWriteChangedAtLast: somebody saves a file between the check and the rename; what they wrote stays.
func TestWriteChangedAtLast(t *testing.T) {
	dir, files := makeTree(t, "a.go", "b.go")
	d := &faulty{disk: openTree(t, dir), fail: func(op, name string) error {
		if op == "rename" && name == "a.go" {
			put(t, filepath.Join(dir, "b.go"), "package theirs\n")
		}
		return nil
	}}
	out, err := write(t.Context(), d, files)
	if err != nil || len(out.Left) != 1 || len(out.Written) != 1 {
		t.Errorf("outcome %+v, %v", out, err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "b.go")); string(data) != "package theirs\n" {
		t.Errorf("b.go: %s", data)
	}
}
