package cli

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rewrite/git"
	"unleak/rewrite/wave"
)

func (a *app) waveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wave",
		Short: "Migrate a repository in waves, each small enough for one review",
		Long: `Wave sorts the fixes of a repository into waves and makes each of them a branch with one commit, proved and ready for
review. The plan is a YAML file to read, edit and commit; it knows fixes by what they are about, not by their lines.

  unleak wave plan       writes the plan
  unleak wave show 1     prints the first wave: the text of its pull request, and its patch
  unleak wave apply 1    makes its branch, rewrites, proves and commits; nothing is ever pushed
  unleak wave status     says how far each wave is`,
		Example: `  unleak wave plan --by owner --max-lines 200
  unleak wave apply --all --verify test
  unleak wave status`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return &usageError{
				problem: fmt.Sprintf("run wave %s: no such command%s", shown(args[0]), didYouMean(near(args[0], []string{"plan", "show", "apply", "status"}))),
				next:    "to see the commands, run: unleak wave --help",
			}
		},
	}
	cmd.AddCommand(a.wavePlanCommand(), a.waveShowCommand(), a.waveApplyCommand(), a.waveStatusCommand())
	return cmd
}

// findWave returns the index of the wave that an argument names: by number, counted from 1, or by name.
func findWave(p *wave.Plan, arg string) (int, error) {
	number, _ := strconv.Atoi(arg) // 0 for a name
	if i := p.Find(arg, number); i >= 0 {
		return i, nil
	}
	var names []string
	for _, w := range p.Waves {
		names = append(names, w.Name)
	}
	e := &usageError{
		problem: fmt.Sprintf("find wave %s: the plan has %d", shown(arg), len(p.Waves)),
		next:    "to see them, run: unleak wave status",
	}
	if hits := near(arg, names); len(hits) > 0 {
		e.problem += didYouMean(hits)
	}
	return 0, e
}

// completeWaves makes shells offer the waves of the plan.
func (a *app) completeWaves(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	file, err := cmd.Flags().GetString("plan")
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	m, err := a.migration(file)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, w := range m.plan.Waves {
		names = append(names, w.Name+"\t"+w.Why)
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// auditAgain audits the tree of a migration with some rules, by name.
func (a *app) auditAgain(ctx context.Context, m *migration, names []string, noProgress bool) (*audit.Report, error) {
	scope := m.plan.Scope
	f := &auditFlags{rules: choices{values: names}, noProgress: noProgress, form: scope.Form}
	if err := m.checkRules(names); err != nil {
		return nil, err
	}
	chosen, err := f.chosenRules()
	if err != nil {
		return nil, err
	}
	rep, err := a.runAudit(ctx, f, load.Config{
		Dir: m.root, Paths: scope.Paths, Interests: audit.Interests(chosen), NoTests: scope.NoTests, GoVersion: scope.Go,
	}, chosen)
	if err != nil {
		return nil, fmt.Errorf("audit the scope of plan %s: %w", m.name, err)
	}
	if !sameFile(rep.Root, m.root) {
		return nil, fmt.Errorf("read plan %s: its paths lead out of %s", m.name, m.root)
	}
	m.leaveOthers(rep)
	return rep, nil
}

// leaveOthers takes out of rep what is in repositories of their own, which no commit of this one can change, and returns their
// directories and how many fixes there are in them.
func (m *migration) leaveOthers(rep *audit.Report) (dirs []string, fixes int) {
	if !m.inRepo {
		return nil, 0
	}
	in := map[string]string{} // directory of files: of the repository
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f audit.Finding) bool {
		dir := path.Dir(f.File)
		if _, ok := in[dir]; !ok {
			repo, _ := git.Find(filepath.Join(m.root, filepath.FromSlash(dir)))
			in[dir] = repo.Dir
		}
		if in[dir] == m.repo.Dir {
			return false
		}
		if _, can := offered(f.Fix, false); can {
			fixes++
			if rel, err := filepath.Rel(m.root, in[dir]); err == nil && !slices.Contains(dirs, filepath.ToSlash(rel)) {
				dirs = append(dirs, filepath.ToSlash(rel))
			}
		}
		return true
	})
	return dirs, fixes
}

// offered returns the fix of a finding that a plan may make, and whether there is one.
func offered(fix rewrite.Fix, review bool) (rewrite.Fix, bool) {
	if review && fix.Instead != nil {
		fix = *fix.Instead
	}
	return fix, fix.Level == rewrite.Safe || review && fix.Level == rewrite.Review
}

// openFixes counts the findings that fixes of a plan stand for, by fingerprint: without as many that nothing can be done about as there
// were beside them.
func openFixes(rep *audit.Report, p *wave.Plan) map[string]int {
	found, refused := map[string]int{}, map[string]int{}
	for _, f := range rep.Fixable() {
		if _, can := offered(f.Fix, p.Scope.Review); can {
			found[f.Fingerprint]++
		} else {
			refused[f.Fingerprint]++
		}
	}
	for _, w := range p.Waves {
		for _, f := range w.Fixes {
			found[f.Fingerprint] += max(0, refused[f.Fingerprint]-f.Besides)
		}
	}
	return found
}

// inWaves returns the fingerprints of the fixes of waves.
func inWaves(waves ...wave.Wave) map[string]bool {
	in := map[string]bool{}
	for _, w := range waves {
		for _, f := range w.Fixes {
			in[f.Fingerprint] = true
		}
	}
	return in
}

// narrow leaves in rep what a wave is about: its own findings, and what nothing can be done about in the files that these are in.
func narrow(rep *audit.Report, w wave.Wave, review bool) {
	own := inWaves(w)
	files := map[string]bool{}
	for _, f := range rep.Findings {
		if own[f.Fingerprint] {
			files[f.File] = true
		}
	}
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f audit.Finding) bool {
		_, can := offered(f.Fix, review)
		return !own[f.Fingerprint] && (can || !files[f.File])
	})
}
