// Package cli is the command line of unleak, one file for each command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unleak/audit/report/text"
)

// Env is all the program knows of the world it runs in.
type Env struct {
	Args     []string // without the name of the program
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Dir      string // working directory
	Getenv   func(string) string
	Version  string    // of the program
	Built    time.Time // when the program's last change was committed, if that is known
	OutWidth int       // columns of the terminal that Stdout is; 0 if it is none
	ErrWidth int       // columns of the terminal that Stderr is; 0 if it is none
}

// The exit status. It is part of what scripts rely on.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings at or above --fail-on
	exitFailure  = 2 // a mistake in the command line, something unreadable, an interrupt
)

// An app is one run of the program.
type app struct {
	Env
	exit int
}

// Main runs the program and returns its exit status. When ctx is done it stops soon, and
// leaves nothing half-written.
func Main(ctx context.Context, env Env) int {
	a := &app{Env: env}
	root := a.root()
	root.SetArgs(append([]string{}, env.Args...)) // nil would mean os.Args
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return a.exit
	case isBrokenPipe(err):
		return a.exit // whoever reads the output has seen enough
	case ctx.Err() != nil:
		fmt.Fprintln(env.Stderr, "unleak: interrupted")
	case errors.As(err, &usage):
		fmt.Fprintf(env.Stderr, "unleak: %s\n%s\n", cleanLines(usage.problem), text.Clean(usage.next))
	default:
		fmt.Fprintf(env.Stderr, "unleak: %s\n", cleanLines(err.Error()))
	}
	return exitFailure
}

// cleanLines keeps the lines of an error: a hook of git's may have much to say.
func cleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = text.Clean(strings.ReplaceAll(l, "\t", "  "))
	}
	return strings.Join(lines, "\n")
}

func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// A usageError is a mistake in the command line, or another for which there is a way out.
type usageError struct {
	problem string // "verb object: cause"
	next    string // the command to run instead
}

func (e *usageError) Error() string { return e.problem }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:                   "unleak",
		DisableFlagsInUseLine: true,
		Short:                 "unleak finds timer, context and goroutine leaks in Go code",
		Long: `unleak finds timer, context and goroutine leaks in Go code, and says which of them are real
under the timer semantics each module gets.

It needs no configuration, no network and no go command, and it changes your code only when
told to: unleak rewrite --write. What it rewrites is proved with the go command, if there is one.`,
		Example: `  unleak audit                    audit the current directory and everything below it
  unleak audit --class bug,leak   leave out what is harmless
  unleak rewrite                  print a patch with the fixes that are safe
  unleak rules loopafter          read what a rule finds, and why it matters`,
		Version:       a.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return a.noCommand(cmd, args)
		},
	}
	root.SetVersionTemplate(a.versionLine())
	root.SetFlagErrorFunc(a.flagError)
	root.AddCommand(
		a.auditCommand(), a.rewriteCommand(), a.waveCommand(), a.baselineCommand(), a.rulesCommand(),
		a.convertCommand(), a.mergeCommand(), a.manCommand(), a.versionCommand(),
	)
	return root
}

// noCommand explains that the first argument is no command. Most often it is a path.
func (a *app) noCommand(root *cobra.Command, args []string) error {
	name := args[0]
	var commands []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			commands = append(commands, c.Name())
		}
	}
	e := &usageError{problem: fmt.Sprintf("run %s: no such command", shown(name))}
	if hits := near(name, commands); len(hits) > 0 && !strings.ContainsAny(name, `./\`) {
		e.problem += didYouMean(hits)
		e.next = "to see the commands, run: unleak help"
		return e
	}
	e.next = "to audit it, run: unleak audit " + shellWords(args)
	if _, err := os.Stat(a.path(name)); err != nil && !strings.ContainsAny(name, `./\`) {
		e.next = "to see the commands, run: unleak help"
	}
	return e
}

// flagError explains a mistake in the flags of cmd.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	e := &usageError{
		problem: "read flags: " + err.Error(),
		next:    fmt.Sprintf("to see the flags, run: %s --help", cmd.CommandPath()),
	}
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			e.problem = fmt.Sprintf("read flag -%s: no such flag", name)
			break
		}
		e.problem = fmt.Sprintf("read flag --%s: no such flag", name) + didYouMean(near("--"+name, flagNames(cmd)))
		if audit, _, err := cmd.Find([]string{"audit"}); err == nil && !cmd.HasParent() && audit.Flags().Lookup(name) != nil {
			e.next = "to audit with it, run: unleak audit " + shellWords(a.Args)
		}
	case errors.As(err, &invalid):
		e.problem = fmt.Sprintf("read flag --%s: %v", invalid.GetFlag().Name, invalid.Unwrap())
		if list, ok := invalid.GetFlag().Value.(*choices); ok && list.name == "rule" {
			e.next = "to see the rules, run: unleak rules"
		}
	case errors.As(err, &missing):
		e.problem = fmt.Sprintf("read flag --%s: it needs a value", missing.GetSpecifiedName())
	}
	return e
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}
