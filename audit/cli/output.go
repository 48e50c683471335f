package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/report"
)

// outputFlags say how and where a report is written.
type outputFlags struct {
	format choice
	file   string
	color  choice
}

func (o *outputFlags) add(cmd *cobra.Command) {
	formats := words(report.Formats())
	o.format = choice{formats[0], formats}
	o.color = choice{"auto", []string{"auto", "always", "never"}}
	cmd.Flags().Var(&o.format, "format", "write the report in this format")
	cmd.Flags().StringVar(&o.file, "output", "", "write the report to this `file`")
	cmd.Flags().Var(&o.color, "color", "use colours; auto: on a terminal without NO_COLOR")
	complete(cmd, "format", formats)
	complete(cmd, "color", o.color.of)
}

// check finds out early that the report could not be written after a long run.
func (o *outputFlags) check(a *app) error {
	if o.file == "" {
		return nil
	}
	info, err := os.Stat(filepath.Dir(a.path(o.file)))
	switch {
	case err != nil:
		return fmt.Errorf("write %s: %w", o.file, cause(err))
	case !info.IsDir():
		return fmt.Errorf("write %s: %s is not a directory", o.file, filepath.Dir(o.file))
	}
	if info, err := os.Stat(a.path(o.file)); err == nil && info.IsDir() {
		return fmt.Errorf("write %s: it is a directory", o.file)
	}
	return nil
}

// write writes the report where the flags say.
func (o *outputFlags) write(a *app, r *audit.Report) error {
	opt := report.Options{
		Format: report.Format(o.format.value),
		Table:  report.TableOptions{Color: a.color(o.color.value, o.file == "")},
	}
	if o.file == "" {
		opt.Table.Width = a.OutWidth
		return report.Write(a.Stdout, r, opt)
	}
	err := writeFile(a.path(o.file), func(w io.Writer) error { return report.Write(w, r, opt) })
	if err != nil {
		return fmt.Errorf("write %s: %w", o.file, cause(err))
	}
	return nil
}

// color reports whether to write in colour, given the value of --color. An explicit flag wins over
// the environment (no-color.org asks for that).
func (a *app) color(flag string, stdout bool) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	return stdout && a.OutWidth > 0 && a.Getenv("NO_COLOR") == "" && a.Getenv("TERM") != "dumb"
}

// path returns name as seen from the working directory.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.Dir, name)
}

// writeFile writes a file so that there is never a part of it to be seen: it writes another
// one next to it and renames that. What is no regular file (/dev/stdout, a pipe) is written to directly.
func writeFile(name string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // keep a link, and change what it points to
	}
	old, err := os.Stat(name)
	if err == nil && !old.Mode().IsRegular() {
		return writeStream(name, write)
	}
	f, err := createBeside(name)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails after the rename, as it should
	if old != nil {
		err = f.Chmod(old.Mode().Perm())
	}
	out := bufio.NewWriter(f)
	if err = errors.Join(err, write(out), out.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// createBeside creates a new file in the directory of name. Unlike os.CreateTemp it
// leaves the permissions of a new file to the umask.
func createBeside(name string) (*os.File, error) {
	for i := 0; ; i++ {
		f, err := os.OpenFile(fmt.Sprintf("%s.%d-%d.tmp", name, os.Getpid(), i), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

func writeStream(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	return errors.Join(write(out), out.Flush(), f.Close())
}

// cause returns what went wrong with a file, without the name that the message already has.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
