package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/load"
)

func (a *app) mergeCommand() *cobra.Command {
	var output outputFlags
	failOn := newFailOn()
	cmd := &cobra.Command{
		Use:   "merge [flags] report.json ...",
		Short: "Make one report of the shards of an audit",
		Long: `Merge makes one report of several that "unleak audit --format json" wrote: of all shards of an audit, so that several machines
can share it, or of different parts of a tree. The result is what one audit of all of it would have reported.

Exit status: as that of unleak audit; 2, too, if a shard is missing.`,
		Example: `  unleak audit --shard 1/2 --format json --output 1.json
  unleak audit --shard 2/2 --format json --output 2.json
  unleak merge --fail-on leak --format markdown 1.json 2.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nil
			}
			return &usageError{
				problem: "merge reports: there are none",
				next:    "to merge reports, run: unleak merge report.json ...",
			}
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.merge(&output, failOn.value, args) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().Var(&failOn, "fail-on", "exit with status 1 from this class on")
	output.add(cmd)
	complete(cmd, "fail-on", failOn.of)
	return cmd
}

func (a *app) merge(output *outputFlags, failOn string, names []string) error {
	if err := output.check(a); err != nil {
		return err
	}
	var list []*audit.Report
	for _, name := range names {
		r, err := a.readReport(name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, cause(err))
		}
		list = append(list, r)
	}
	rep, err := audit.Merge(list)
	if err != nil {
		return err
	}
	a.exit = exitCode(rep, failOn)
	if err := output.write(a, rep); err != nil {
		return err
	}
	a.problems(rep)
	return nil
}

// A shard is the value of --shard.
type shard struct{ load.Shard }

func (s *shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Index, s.Of)
}

func (s *shard) Type() string { return "i/n" }

// Set checks text.
func (s *shard) Set(text string) error {
	i, n, ok := strings.Cut(text, "/")
	index, err := strconv.Atoi(i)
	of, err2 := strconv.Atoi(n)
	if !ok || err != nil || err2 != nil || index < 1 || of < index {
		return fmt.Errorf("%s is no shard; the second of five is 2/5", shown(text))
	}
	s.Shard = load.Shard{Index: index, Of: of}
	return nil
}

// args returns what the shards of one audit have in common: the flags that say what to look for, apart from --since, which reports have
// anyway, and the paths.
func (f *auditFlags) args(rep *audit.Report) string {
	var out []string
	add := func(given bool, flag string) {
		if given {
			out = append(out, flag)
		}
	}
	add(len(f.rules.values) > 0, "--rules "+f.rules.String())
	add(len(f.skip.values) > 0, "--skip "+f.skip.String())
	add(len(f.class.values) > 0, "--class "+f.class.String())
	add(!f.tests, "--tests=false")
	add(f.generated, "--generated")
	add(f.golang != "", "--go "+f.golang.String())
	add(f.noSuppressions, "--no-suppressions")
	return strings.Join(append(out, rep.Paths...), " ")
}
