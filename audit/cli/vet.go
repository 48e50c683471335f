package cli

import (
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"unleak/rules/vet"
)

// ServeVet answers go vet -vettool and go fix -fixtool, and ends the process, if args, which are without the name of the program, come
// from one of these.
func ServeVet(args []string) {
	if !calledByVet(args) {
		return
	}
	unitchecker.Main(vet.Analyzers()...)
}

// calledByVet reports whether args are those of go vet: -V=full, -flags, or a file that describes one package behind flags and their values. Commands
// of ours begin with their names.
func calledByVet(args []string) bool {
	if len(args) == 0 {
		return false
	}
	first, last := args[0], args[len(args)-1]
	return strings.HasPrefix(first, "-V=") || first == "-flags" ||
		strings.HasSuffix(last, ".cfg") && (len(args) == 1 || strings.HasPrefix(first, "-"))
}
