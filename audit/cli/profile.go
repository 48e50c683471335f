package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/profile"
	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/rules"
	"unleak/rules/rule"
)

// profileFlags say what is heavy.
type profileFlags struct {
	files  []string
	sample string
	top    int
}

func (f *profileFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.files, "profile", nil, "weigh findings by the heap or goroutine profile of the program in this `file`; several are added up")
	flags.StringVar(&f.sample, "sample-index", "", "the `samples` of the profile to weigh by, as inuse_space or alloc_space")
}

func (f *profileFlags) addTop(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.top, "top", 0, "only the first `n` findings: the heaviest by the profile, or else the worst")
}

// read reads the profiles, before the audit takes its time.
func (f *profileFlags) read(a *app) ([]*profile.Profile, error) {
	switch {
	case f.top < 0:
		return nil, &usageError{problem: fmt.Sprintf("read flag --top: %d is less than 0", f.top), next: "to see all findings, leave it out"}
	case f.sample != "" && len(f.files) == 0:
		return nil, &usageError{
			problem: "read flag --sample-index: there is no profile to choose from",
			next:    "to name one as well, run it with --profile heap.pprof",
		}
	}
	var out []*profile.Profile
	for _, name := range f.files {
		src, err := os.ReadFile(a.path(name))
		if err != nil {
			return nil, fmt.Errorf("read profile %s: %w", name, cause(err))
		}
		p, err := profile.Read(name, src, f.sample)
		if err != nil {
			return nil, fmt.Errorf("read profile %s: %w", name, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// weigh notes in the findings of rep what the profiles know of them. What they say in all is in the report.
func weigh(rep *audit.Report, profiles []*profile.Profile, chosen []*rule.Rule) error {
	if len(profiles) == 0 {
		return nil
	}
	return profile.Join(rep, profiles, len(chosen) == len(rules.All()))
}

// weighAloud does the same where no report is written, and says it on standard error.
func (a *app) weighAloud(rep *audit.Report, profiles []*profile.Profile, chosen []*rule.Rule) error {
	if err := weigh(rep, profiles, chosen); err != nil {
		return err
	}
	for _, line := range report.Profiled(rep) {
		fmt.Fprintln(a.Stderr, text.Clean(line))
	}
	return nil
}

// rank sorts the findings of rep by weight or harm, if the flags say so.
func (f *profileFlags) rank(rep *audit.Report) {
	if rep.Profile != nil || f.top > 0 {
		rep.Rank(f.top)
	}
}
