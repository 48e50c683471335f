package edit

// Reasons that several rules give, against a fix or for a review of it.
const (
	// ReasonExplicit: since Go 1.23 the garbage collector takes a timer that nothing refers to, stopped or not.
	ReasonExplicit = "nothing is held, and the Stop only makes the end explicit"
	// ReasonNoWayOut: there is no way out of the pass of a loop, or code cannot be put on one of them.
	ReasonNoWayOut = "the ways out of the pass have no place for a Stop"
	// ReasonHidden: what the fix puts on a way out would mean another variable there.
	ReasonHidden = "another variable goes by its name on the way out of the pass"
)
