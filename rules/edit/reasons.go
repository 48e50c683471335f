package edit

const ReasonExplicit = "nothing is held, and the Stop only makes the end explicit"

const ReasonNoWayOut = "the ways out of the pass have no place for a Stop"

const ReasonHidden = "another variable goes by its name on the way out of the pass"
