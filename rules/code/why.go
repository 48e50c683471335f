package code

// A Step is a question that a rule asked on the way to a verdict, and the answer.
type Step struct {
	Question string // as "does every way back to the select receive from the timer?"
	Answer   string // as "no: the clause in line 41 leaves it running"
}

// A Trail is the steps to one verdict, in the order in which they were taken. What an earlier verdict asked as well,
// and is known by then, may be missing.
type Trail struct{ Steps []Step }

// Note adds a step to the trail, if somebody wants to know why (unleak audit --why).
func (p *Package) Note(question, answer string) {
	if p.Trail != nil {
		p.Trail.Steps = append(p.Trail.Steps, Step{question, answer})
	}
}

// Quietly calls f and leaves no trail of what that asks.
func (p *Package) Quietly(f func()) {
	trail := p.Trail
	p.Trail = nil
	defer func() { p.Trail = trail }()
	f()
}

// Ask notes a question that is answered by yes or no, and returns the answer.
func (p *Package) Ask(question string, yes bool) bool {
	answer := "no"
	if yes {
		answer = "yes"
	}
	p.Note(question, answer)
	return yes
}

// A Precondition is something that has to hold before a fix may be made.
type Precondition struct {
	Question string        // as "is the duration free of function literals?"; yes lets the fix go on
	Refuse   func() string // why it does not hold, as a reason for people; "" where it holds
}

// Require returns the precondition that ok is true; reason is the one against a fix where it is not. It is for what is
// cheap to find out: ok is known before the question is asked.
func Require(question string, ok bool, reason string) Precondition {
	return Precondition{Question: question, Refuse: func() string {
		if ok {
			return ""
		}
		return reason
	}}
}

// FirstRefusal asks one precondition after the other and returns the first reason against, or "".
func (p *Package) FirstRefusal(list ...Precondition) string {
	for _, c := range list {
		reason := c.Refuse()
		if reason != "" {
			p.Note(c.Question, "no: "+reason)
			return reason
		}
		p.Note(c.Question, "yes")
	}
	return ""
}
