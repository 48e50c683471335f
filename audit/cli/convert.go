package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/report"
)

func (a *app) convertCommand() *cobra.Command {
	var output outputFlags
	cmd := &cobra.Command{
		Use:   "convert [flags] report.json",
		Short: "Write a JSON report in another format",
		Long: `Convert reads a report that "unleak audit --format json" wrote, or standard input for "-", and
writes it in another format: the same bytes that the audit would have written.

Exit status: 0, or 2 if the report could not be read or written.`,
		Example: `  unleak convert --format markdown report.json
  unleak audit --format json | unleak convert --format csv -`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return &usageError{
				problem: fmt.Sprintf("convert report: want one file, got %d", len(args)),
				next:    "to convert a report, run: unleak convert --format markdown report.json",
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.convert(&output, args[0]) },
	}
	cmd.Flags().SortFlags = false
	output.add(cmd)
	return cmd
}

func (a *app) convert(output *outputFlags, name string) error {
	if err := output.check(a); err != nil {
		return err
	}
	rep, err := a.readReport(name)
	if err != nil {
		return fmt.Errorf("convert %s: %w", name, cause(err))
	}
	if err := output.write(a, rep); err != nil {
		return err
	}
	a.problems(rep)
	return nil
}

func (a *app) readReport(name string) (*audit.Report, error) {
	in := io.NopCloser(a.Stdin)
	if name != "-" {
		f, err := os.Open(a.path(name))
		if err != nil {
			return nil, err
		}
		in = f
	}
	defer in.Close()
	return report.ReadJSON(in)
}
