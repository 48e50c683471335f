package cli_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"unleak/audit/cli"
	"unleak/golden"
)

// repo is the root of this repository, as seen from this package.
const repo = "../.."

// gcPercent is GOGC for tests, and what they run.
const gcPercent = 400

// testVersion is what the program calls itself in tests.
const testVersion = "v0.0.0-test"

// TestMain runs the tests, or the program, as which scripts run this binary. Heaps may grow, here and in the go command, as what is kept
// is little, and the garbage much; but not while benchmarks measure the program.
func TestMain(m *testing.M) {
	measures := slices.ContainsFunc(os.Args, func(arg string) bool { return strings.HasPrefix(arg, "-test.bench=") })
	if os.Getenv("GOGC") == "" && !measures {
		debug.SetGCPercent(gcPercent)
		os.Setenv("GOGC", fmt.Sprint(gcPercent))
	}
	testscript.Main(m, map[string]func(){"unleak": func() {
		cli.ServeVet(os.Args[1:])
		env, err := cli.Process()
		if err != nil {
			panic(err)
		}
		env.Version = testVersion
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // as main does
		context.AfterFunc(ctx, stop)
		os.Exit(cli.Main(ctx, env))
	}})
}

// TestScripts runs the transcripts of testdata/cli: what a person types, and what comes back.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(repo, "testdata", "cli"),
		UpdateScripts:       *golden.Update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup:               setup,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exit": cmdExit, "empty": cmdEmpty, "nogo": cmdNoGo},
	})
}

// setup gives scripts that build something the caches of the go command, but no network.
func setup(env *testscript.Env) error {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		return err
	}
	dirs := strings.Fields(string(out))
	// The directory for temporary files is part of the tree, and audits would tell of it.
	if err := os.Remove(env.Getenv("TMPDIR")); err != nil {
		return err
	}
	env.Setenv("TMPDIR", os.TempDir())
	env.Setenv("GOCACHE", dirs[0])
	env.Setenv("GOMODCACHE", dirs[1])
	env.Setenv("GOPROXY", "off")
	env.Setenv("GOTOOLCHAIN", "local")
	env.Setenv("GOGC", fmt.Sprint(gcPercent))
	tool, err := exec.LookPath("unleak") // testscript.Main put it on the path
	if err != nil {
		return err
	}
	env.Setenv("UNLEAK", tool)
	return nil
}

// cmdExit runs a command that must end with the given status: "exit 1 unleak audit".
func cmdExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit status command [arg ...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := "0"
	if exit, ok := err.(*exec.ExitError); ok {
		status = exit.String()[strings.LastIndex(exit.String(), " ")+1:]
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if status != args[0] {
		ts.Fatalf("exit status %s, want %s\n%s%s", status, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// cmdNoGo leaves nothing on PATH but the program itself, which testscript put first.
func cmdNoGo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: nogo")
	}
	ts.Setenv("PATH", filepath.SplitList(ts.Getenv("PATH"))[0])
}

// cmdEmpty checks that files hold nothing: "empty stderr".
func cmdEmpty(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		if got := ts.ReadFile(name); (got == "") == neg {
			ts.Fatalf("%s holds %q", name, got)
		}
	}
}
