// Package apply proves that a patch does no harm and writes it: all files or none, each at once, and only where the old
// content can be had back.
package apply

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"unleak/rewrite"
)

// An Outcome says what was written.
type Outcome struct {
	Written []string // names of files, in the order given
	Left    []Left   // files left as they are, though there was something to write
	// Kept are files with old content that could not be taken away at the end. They do no harm.
	Kept []string
}

// Left is a file that was left alone.
type Left struct {
	File   string
	Reason string // what is wrong with it, and what to do
}

// Write writes the new content of files below root. A file that is not what it was when it was read, is a symbolic link, or
// may not be written is left alone, and the others are written. Any other error, or the end of ctx, puts back what was
// written before: then every file is as it was, unless the error says otherwise.
func Write(ctx context.Context, root string, files []*rewrite.File) (*Outcome, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("open directory %s: %w", root, cause(err))
	}
	defer r.Close()
	return write(ctx, tree{r}, files)
}

var errInterrupted = errors.New("write files: interrupted")

// A job is one file to write.
type job struct {
	file *rewrite.File
	name string // as the system writes it
	temp string // the new content, until it takes the place of the old
	old  string // the old content, from just before that
}

type writer struct {
	disk disk
	jobs []*job // ready to take their place
	done []*job // in place
	n    int    // temporary files so far
	out  Outcome
}

func write(ctx context.Context, d disk, files []*rewrite.File) (*Outcome, error) {
	w := &writer{disk: d}
	err := w.prepare(ctx, files)
	if err == nil {
		err = w.swap(ctx)
	}
	if err != nil {
		err = w.undo(err)
	}
	w.clean()
	if err != nil {
		return nil, err
	}
	return &w.out, nil
}

// prepare writes the new contents beside the old. Nothing that exists is changed.
func (w *writer) prepare(ctx context.Context, files []*rewrite.File) error {
	for _, f := range files {
		if ctx.Err() != nil {
			return errInterrupted
		}
		if len(f.Edits) == 0 {
			continue
		}
		j := &job{file: f, name: filepath.FromSlash(f.Name)}
		info, err := w.check(j)
		if err == nil {
			j.temp = w.beside(j, "new")
			err = w.disk.Create(j.temp, info, f.New)
		}
		if err = w.leave(j, err); err != nil {
			return err
		}
	}
	return nil
}

// leave notes a file that has to be left alone because of err. An error that concerns more than the file is returned.
func (w *writer) leave(j *job, err error) error {
	var left *leftError
	switch {
	case err == nil:
		w.jobs = append(w.jobs, j)
	case errors.As(err, &left):
		w.out.Left = append(w.out.Left, Left{j.file.Name, left.reason})
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		w.out.Left = append(w.out.Left, Left{j.file.Name, "write file: " + cause(err).Error()})
	default:
		return fmt.Errorf("write %s: %w", j.file.Name, cause(err))
	}
	return nil
}

// A leftError is a reason to leave one file alone.
type leftError struct{ reason string }

func (e *leftError) Error() string { return e.reason }

// check returns what is known of the file if it may be replaced.
func (w *writer) check(j *job) (fs.FileInfo, error) {
	info, err := w.disk.Lstat(j.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &leftError{"the file is gone since it was read"}
	case err != nil:
		return nil, &leftError{"find file: " + cause(err).Error()}
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, &leftError{"it is a symbolic link; name the file it leads to"}
	case !info.Mode().IsRegular():
		return nil, &leftError{"it is no regular file"}
	case info.Mode()&0o200 == 0:
		return nil, &leftError{"it is read-only; make it writable first"}
	}
	now, err := w.disk.ReadFile(j.name)
	switch {
	case err != nil:
		return nil, &leftError{"read file: " + cause(err).Error()}
	case !bytes.Equal(now, j.file.Src):
		return nil, &leftError{"the file changed since it was read; run unleak again"}
	}
	return info, nil
}

// swap puts the new contents in place, one file after the other.
func (w *writer) swap(ctx context.Context) error {
	for _, j := range w.jobs {
		if ctx.Err() != nil {
			return errInterrupted
		}
		info, err := w.check(j) // once more: an editor may have saved the file meanwhile
		if err != nil {
			w.out.Left = append(w.out.Left, Left{j.file.Name, err.Error()})
			continue
		}
		j.old = w.beside(j, "old")
		if err := w.disk.Link(j.name, j.old); err != nil {
			// Not every file system has links.
			if err := w.disk.Create(j.old, info, j.file.Src); err != nil {
				j.old = ""
				return fmt.Errorf("keep %s: %w", j.file.Name, cause(err))
			}
		}
		if err := w.disk.Rename(j.temp, j.name); err != nil {
			return fmt.Errorf("write %s: %w", j.file.Name, cause(err))
		}
		j.temp = ""
		w.done = append(w.done, j)
	}
	dirs := map[string]bool{}
	for _, j := range w.done {
		w.out.Written = append(w.out.Written, j.file.Name)
		if dir := filepath.Dir(j.name); !dirs[dir] {
			dirs[dir] = true
			w.disk.Sync(dir)
		}
	}
	return nil
}

// undo puts the old contents back and returns err with what became of that.
func (w *writer) undo(err error) error {
	var failed []string
	for _, j := range w.done {
		now, readErr := w.disk.ReadFile(j.name)
		switch {
		case readErr == nil && !bytes.Equal(now, j.file.New):
			failed = append(failed, fmt.Sprintf("%s changed again; what it held before is in %s", j.file.Name, filepath.ToSlash(j.old)))
		default:
			if e := w.disk.Rename(j.old, j.name); e != nil {
				failed = append(failed, fmt.Sprintf("restore %s: %v; what it held before is in %s", j.file.Name, cause(e), filepath.ToSlash(j.old)))
			}
		}
		j.old = "" // either back in place, or all there is of the old content
	}
	if len(failed) > 0 {
		return fmt.Errorf("%w; not all files are as they were: %s", err, strings.Join(failed, "; "))
	}
	return fmt.Errorf("%w; every file is as it was", err)
}

// clean removes the temporary files.
func (w *writer) clean() {
	for _, j := range w.jobs {
		for _, name := range []string{j.temp, j.old} {
			if name == "" {
				continue
			}
			if err := w.disk.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				w.out.Kept = append(w.out.Kept, filepath.ToSlash(name))
			}
		}
	}
}

// beside returns a name for a new file in the directory of j. No Go command looks at files that begin with a dot.
func (w *writer) beside(j *job, suffix string) string {
	for {
		w.n++
		name := filepath.Join(filepath.Dir(j.name), fmt.Sprintf(".unleak-%d-%d.%s", os.Getpid(), w.n, suffix))
		if _, err := w.disk.Lstat(name); err != nil {
			return name
		}
	}
}

// cause returns what went wrong with a file, without the name that the message already has.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
