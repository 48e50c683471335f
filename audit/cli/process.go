package cli

import (
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/term"
)

// Process returns the world as this process finds it, and sets the process up for a short life.
func Process() (Env, error) {
	tuneCollector()
	dir, err := os.Getwd()
	return Env{
		Args:     os.Args[1:],
		Stdin:    os.Stdin,
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Dir:      dir,
		Getenv:   os.Getenv,
		Version:  builtVersion(),
		Built:    builtTime(),
		OutWidth: columns(os.Stdout),
		ErrWidth: columns(os.Stderr),
	}, err
}

// tuneCollector lets the heap grow to a few times what is live: a run is short, keeps little, and makes much garbage.
// The limit keeps a run over a large tree small; GOGC and GOMEMLIMIT decide where they are set.
func tuneCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	limitMemory(230 << 20)
}

// limitMemory sets the number of bytes from which on the collector works harder, unless GOMEMLIMIT does.
func limitMemory(bytes int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
}

// columns returns the width of the terminal that f is, and 0 if it is none.
func columns(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}

// builtVersion returns the version that the go command built into the program, or else the commit that it was built from.
func builtVersion() string {
	info, ok := debug.ReadBuildInfo()
	switch {
	case !ok:
		return "devel"
	case info.Main.Version != "" && info.Main.Version != "(devel)":
		return info.Main.Version
	}
	version := "devel"
	if commit := setting(info, "vcs.revision"); commit != "" {
		version += "-" + commit[:min(len(commit), 12)]
	}
	if setting(info, "vcs.modified") == "true" {
		version += "+dirty"
	}
	return version
}

// builtTime returns when the commit was made that the program was built from. The go command knows it if it built in a repository.
func builtTime() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, setting(info, "vcs.time"))
	if err != nil {
		return time.Time{}
	}
	return t
}

// setting returns what the go command noted about a build; empty if it did not.
func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
