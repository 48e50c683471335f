package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"unleak/audit/report/text"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIRECTORY",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for unleak and one for each of its commands to a directory that exists, as unleak.1,
unleak-audit.1 and so on. They say what --help says.`,
		Example: `  unleak man ~/.local/share/man/man1 && man unleak-rewrite`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return &usageError{
				problem: fmt.Sprintf("write manual pages: want one directory, got %d", len(args)),
				next:    "to write them here, run: unleak man .",
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.man(cmd.Root(), args[0]) },
	}
}

func (a *app) man(root *cobra.Command, dir string) error {
	path := a.path(dir)
	if info, err := os.Stat(path); err != nil {
		return fmt.Errorf("write manual pages to %s: %w; make the directory first", dir, cause(err))
	} else if !info.IsDir() {
		return fmt.Errorf("write manual pages to %s: it is not a directory", dir)
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	hideTags(root)
	err := doc.GenManTreeFromOpts(root, doc.GenManTreeOptions{
		Header: &doc.GenManHeader{
			Section: "1", Source: "unleak " + a.Version, Manual: "unleak",
			Date: &a.Built, // the same program writes the same pages
		},
		Path:             path,
		CommandSeparator: "-",
	})
	if err != nil {
		return fmt.Errorf("write manual pages to %s: %w", dir, cause(err))
	}
	fmt.Fprintf(a.Stderr, "Wrote %s.\n", text.Count(pages(root), "manual page"))
	return nil
}

// hideTags leaves out the line that says when a page was made, and by what.
func hideTags(cmd *cobra.Command) {
	cmd.DisableAutoGenTag = true
	for _, c := range cmd.Commands() {
		hideTags(c)
	}
}

// pages counts the commands with a page.
func pages(cmd *cobra.Command) int {
	n := 1
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			n += pages(c)
		}
	}
	return n
}
