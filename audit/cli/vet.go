package cli

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"unleak/rules"
)

// ServeVet answers go vet -vettool and go fix -fixtool, and ends the process, if args, which are without the name of the program, come
// from one of these.
func ServeVet(args []string) {
	if !calledByVet(args) {
		return
	}
	var analyzers []*analysis.Analyzer
	for _, r := range rules.All() {
		analyzers = append(analyzers, r.Analyzer())
	}
	unitchecker.Main(analyzers...)
}

// calledByVet reports whether args are those of go vet: -V=full, -flags, or flags of the analyzers and a file that describes one package.
func calledByVet(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := len(args) - 1
	isArg := func(s string) bool { return !strings.HasPrefix(s, "-") }
	return strings.HasPrefix(args[0], "-V=") || args[0] == "-flags" ||
		strings.HasSuffix(args[last], ".cfg") && !slices.ContainsFunc(args[:last], isArg)
}
