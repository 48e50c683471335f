package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rewrite/git"
	"unleak/rewrite/wave"
	"unleak/rules"
)

// planName is the file that a plan is in unless a flag says otherwise.
const planName = "unleak-waves.yaml"

// A migration is a plan with all that is known about how far it is.
type migration struct {
	root   string   // absolute: the repository, or outside of one where the plan is
	repo   git.Repo // if inRepo
	inRepo bool
	name   string // of the plan, as given or relative to root
	path   string // of the plan
	plan   *wave.Plan
	state  *wave.State // see remember
	memory string      // path of the state
}

// addPlanFlag adds the flag that names the plan.
func addPlanFlag(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVar(file, "plan", "", "the `file` with the plan (default "+planName+" at the top of the repository)")
}

// place finds out where the migration of file is, which may be empty: in the repository around, or else where the plan is.
func (a *app) place(file string) *migration {
	m := &migration{root: realPath(a.Dir), name: planName}
	m.repo, m.inRepo = git.Find(m.root)
	if file != "" {
		m.name, m.path = file, a.path(file)
		if !m.inRepo {
			m.root = realPath(filepath.Dir(m.path))
			m.repo, m.inRepo = git.Find(m.root)
		}
	}
	if m.inRepo {
		m.root = m.repo.Dir
	}
	if file == "" {
		m.path = filepath.Join(m.root, planName)
	}
	return m
}

// realPath follows links, as audits do.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// migration reads the plan.
func (a *app) migration(file string) (*migration, error) {
	m := a.place(file)
	src, err := os.ReadFile(m.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &usageError{
			problem: fmt.Sprintf("read plan %s: there is none", m.name),
			next:    "to make one, run: unleak wave plan",
		}
	case err != nil:
		return nil, fmt.Errorf("read plan %s: %w", m.name, cause(err))
	}
	if m.plan, err = wave.Parse(src); err != nil {
		return nil, fmt.Errorf("read plan %s: %w", m.name, err)
	}
	return m, nil
}

// checkRules returns an error if there is no such rule as the plan names.
func (m *migration) checkRules(names []string) error {
	for _, name := range names {
		if rules.Lookup(name) == nil {
			return fmt.Errorf("read plan %s: it names the rule %s, which this unleak does not have", m.name, shown(name))
		}
	}
	return nil
}

// remember finds and reads the state. In a repository git keeps it, so that it neither is in the way nor gets committed.
func (m *migration) remember(ctx context.Context) error {
	m.memory = m.path + ".state"
	if m.inRepo {
		path, err := m.repo.Private(ctx, "waves.state")
		switch {
		case err == nil:
			m.memory = path
		case !errors.Is(err, git.ErrNoRepository):
			return fmt.Errorf("ask git about %s: %w", m.root, err)
		}
	}
	return m.read()
}

// read reads the state from where it is.
func (m *migration) read() error {
	src, err := os.ReadFile(m.memory)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		m.state = &wave.State{}
		return nil
	case err != nil:
		return fmt.Errorf("read %s: %w", m.memory, cause(err))
	}
	if m.state, err = wave.ParseState(src); err != nil {
		return fmt.Errorf("read %s: %w; remove the file to forget what was tried", m.memory, err)
	}
	return nil
}

// save writes the state.
func (m *migration) save() error {
	out, err := m.state.Format()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(m.memory), 0o777)
	}
	if err == nil {
		err = writeFile(m.memory, func(w io.Writer) error {
			_, err := w.Write(out)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", m.memory, cause(err))
	}
	return nil
}

// note remembers what became of the fixes of a wave, and reports whether any was left out. made is for those that were not.
func (m *migration) note(change report.Change, made wave.Outcome) (leftOut bool) {
	planned := map[string]wave.Fix{}
	for _, w := range m.plan.Waves {
		for _, f := range w.Fixes {
			if w.Name == change.Wave {
				planned[f.Fingerprint] = f
			}
		}
	}
	outcomes := map[string]wave.Outcome{}
	for i, f := range change.Report.Fixable() {
		s := change.Patch.Steps[i]
		fix, ok := planned[f.Fingerprint]
		if !ok || fix.Besides > 0 && s.Status == rewrite.Refused {
			continue // not part of the wave
		}
		if s.Status != rewrite.Made {
			leftOut = true
			outcomes[f.Fingerprint] = wave.Outcome{Wave: made.Wave, Failed: cmp.Or(s.Why, string(s.Status))}
		} else if _, failed := outcomes[f.Fingerprint]; !failed {
			outcomes[f.Fingerprint] = made
		}
	}
	for fingerprint, o := range outcomes {
		m.state.Set(fingerprint, o)
	}
	return leftOut
}

// ready returns an error if the working tree has changes that are not committed, those of the plan aside.
func (m *migration) ready(ctx context.Context) error {
	if !m.inRepo {
		return fmt.Errorf("apply wave: %s is in no git repository; run git init, or add --no-git --allow-no-vcs", m.root)
	}
	files, err := m.repo.Dirty(ctx)
	if err != nil {
		return fmt.Errorf("ask git about %s: %w", m.root, err)
	}
	files = slices.DeleteFunc(files, func(name string) bool { return sameFile(filepath.Join(m.repo.Dir, filepath.FromSlash(name)), m.path) })
	if err := dirtyError("apply wave", files); err != nil {
		return err
	}
	if err := m.repo.Identity(ctx); err != nil {
		return fmt.Errorf("apply wave: %w", err)
	}
	return nil
}

// A branch is where a wave is committed.
type branch struct {
	repo git.Repo
	name string
	from git.Head // what was checked out before
	tip  string   // what the branch held before; empty: there was none
	more bool     // what it held stays, and the commit comes on top
	on   bool     // it is checked out, and was not before
	kept bool     // a commit was made
}

// branch prepares for a commit to the branch called name: what is there of the wave and not merged yet is checked out.
func (m *migration) branch(ctx context.Context, name string) (*branch, error) {
	b := &branch{repo: m.repo, name: name}
	var err error
	if b.from, err = m.repo.Head(ctx); err != nil {
		return nil, err
	}
	if b.tip, err = m.repo.Tip(ctx, name); err != nil {
		return nil, err
	}
	switch {
	case b.tip == "":
		return b, m.repo.CanBeBranch(ctx, name)
	case !m.state.Made(name):
		return nil, &usageError{
			problem: fmt.Sprintf("make branch %s: there is one that unleak did not make", name),
			next:    "to use another name, add --branch-prefix TEXT; if nobody needs the branch, run: git branch -D " + name,
		}
	}
	b.more = b.from.Branch == name || !m.repo.Merged(ctx, b.tip)
	if b.more && b.from.Branch != name {
		if err := m.repo.Switch(ctx, git.Head{Branch: name}); err != nil {
			return nil, err
		}
		b.on = true
	}
	return b, nil
}

// start makes the branch, unless it is checked out already.
func (b *branch) start(ctx context.Context) error {
	if b.more {
		return nil
	}
	err := b.repo.Start(ctx, b.name)
	b.on = err == nil
	return err
}

// leave checks out what was checked out before. If there was no commit, then the branch is what it was, too. An interrupt does not keep
// it from that.
func (b *branch) leave(stay bool) error {
	ctx := context.Background()
	switch {
	case !b.on || stay && b.kept:
		return nil
	case b.kept || b.more:
		if err := b.repo.Switch(ctx, b.from); err != nil {
			return fmt.Errorf("%w\nthe branch %s is still checked out", err, b.name)
		}
		return nil
	}
	return b.repo.Undo(ctx, b.name, b.tip, b.from)
}
