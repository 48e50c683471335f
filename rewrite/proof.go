package rewrite

// A Check is a way to find out whether the new content of a file does harm. Each of them includes those before it.
type Check string

const (
	Types Check = "types" // the package has no type error that it did not have before, as far as one can tell without its imports
	Build Check = "build" // its package and the tests of it compile
	Vet   Check = "vet"   // go vet has nothing to say that it did not say before
	Test  Check = "test"  // the tests that passed before pass
)

// A Proof says how far the new content of a file was checked.
type Proof struct {
	By Check // the last check that it passed; empty: none
	// In is the build that the checks looked at, as "windows/amd64, tag special"; empty for the one that the go command makes
	// without being told.
	In string
	// Why says what stood in the way of a check that was asked for, or limits what it says; empty if nothing does.
	Why string
}
