package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"strings"

	"unleak/audit/report/text"
	"unleak/rewrite"
)

const askHelp = `y - make this fix
n - do not make it
a - make this one and all that follow
q - quit: make neither this one nor any that follows
e - edit the fixed file by hand
? - show this help
`

// ask shows each fix of patch on standard error and declines those that the user does not want.
func (a *app) ask(ctx context.Context, f *rewriteFlags, patch *rewrite.Patch) error {
	all, quit := false, false
	for _, s := range patch.Steps {
		switch {
		case s.Status != rewrite.Made || all:
			continue
		case quit:
			s.Decline()
			continue
		}
		answer, err := a.askOne(ctx, f, s)
		if err != nil {
			return err
		}
		switch answer {
		case "n":
			s.Decline()
		case "q":
			s.Decline()
			quit = true
		case "a":
			all = true
		}
	}
	return nil
}

// askOne asks about one fix until there is an answer: y, n, a or q.
func (a *app) askOne(ctx context.Context, f *rewriteFlags, s *rewrite.Step) (string, error) {
	fmt.Fprint(a.Stderr, a.shownPatch(s.Unified(), f.color.value, a.ErrWidth))
	for {
		title := s.Title
		if s.Fix.Level == rewrite.Review {
			title += " (review: " + s.Fix.Reason + ")"
		}
		fmt.Fprintf(a.Stderr, "%s [y,n,a,q,e,?]? ", text.Clean(fmt.Sprintf("%s:%d: %s", s.File, s.Line, title)))
		answer, err := a.answer(ctx)
		if err != nil {
			return "", err
		}
		switch answer {
		case "y", "n", "a", "q":
			return answer, nil
		case "e":
			err := a.edit(ctx, s)
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			if err == nil {
				return "y", nil
			}
			fmt.Fprintf(a.Stderr, "unleak: %s\n", text.Clean(err.Error()))
		default:
			fmt.Fprint(a.Stderr, askHelp)
		}
	}
}

// answer reads one line. The end of the input means that nobody is there to agree to anything.
func (a *app) answer(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() { // an interrupt must not have to wait for the line
		line, err := readLine(a.Stdin)
		read <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(a.Stderr)
		return "", ctx.Err()
	case r := <-read:
		if r.err == io.EOF && r.line == "" {
			fmt.Fprintln(a.Stderr)
			return "q", nil
		}
		if r.err != nil && r.err != io.EOF {
			return "", fmt.Errorf("read answer: %w", r.err)
		}
		return strings.ToLower(strings.TrimSpace(r.line)), nil
	}
}

// readLine reads no further than the end of a line: what follows may be for an editor.
func readLine(in io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1)
	for {
		n, err := in.Read(b)
		switch {
		case n > 0 && b[0] == '\n':
			return string(line), nil
		case n > 0:
			line = append(line, b[0])
		case err != nil:
			return string(line), err
		}
	}
}

// edit lets the user edit the file as s leaves it and takes what comes out for s.
func (a *app) edit(ctx context.Context, s *rewrite.Step) error {
	dir, err := os.MkdirTemp("", "unleak-")
	if err != nil {
		return fmt.Errorf("edit fix: %w", err)
	}
	defer os.RemoveAll(dir)
	name := dir + string(os.PathSeparator) + path.Base(s.File) // editors go by the name
	if err := os.WriteFile(name, s.Preview(), 0o600); err != nil {
		return fmt.Errorf("edit fix: %w", err)
	}
	if err := a.runEditor(ctx, name); err != nil {
		return fmt.Errorf("edit fix: %w", err)
	}
	edited, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("edit fix: %w", err)
	}
	return s.Replace(edited)
}

// runEditor runs the user's editor as git does: the variables hold a command line for the shell.
func (a *app) runEditor(ctx context.Context, file string) error {
	editor := a.Getenv("VISUAL")
	if editor == "" {
		editor = a.Getenv("EDITOR")
	}
	if editor == "" {
		return errors.New("no editor is known; set EDITOR")
	}
	cmd := exec.CommandContext(ctx, "sh", "-c", editor+` "$@"`, editor, file)
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), file)
		cmd = exec.CommandContext(ctx, words[0], words[1:]...)
	}
	// Standard output is for the patch.
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Dir = a.Stdin, a.Stderr, a.Stderr, a.Dir
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run %s: %w", editor, err)
	}
	return nil
}
