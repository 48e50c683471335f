package audit

import (
	"slices"
	"strings"
	"unicode"

	"unleak/rules/rule"
)

// A Filter narrows a report.
type Filter struct {
	Classes []rule.Class // keep these; none means all
	Changed Changes      // keep what has to do with these lines; nil means all
}

// Changes are the lines that changed, by file, named as in a [Finding].
type Changes map[string][]Range

// A Range is some lines of a file, 1-based and inclusive. One that ends before it begins is the place between these two lines,
// where something was taken out.
type Range struct {
	From, To int
	Removed  []string // lines that were there before
}

// overlaps reports whether any of the lines from first to last changed, or went from between them.
func (r *Range) overlaps(first, last int) bool { return r.From <= last && first <= r.To }

// removes reports whether one of the lines that are gone names a variable.
func (r *Range) removes(variable string) bool {
	other := func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	return slices.ContainsFunc(r.Removed, func(line string) bool {
		return strings.Contains(line, variable) && slices.Contains(strings.FieldsFunc(line, other), variable)
	})
}

// touch reports whether a change has to do with f: any line of f changed, or went from between them; or, if f is no harmless one, a line of its
// function did that said what to do with the variable it is about, as a defer cancel() that is no more.
func (c Changes) touch(f Finding) bool {
	return slices.ContainsFunc(c[f.File], func(r Range) bool {
		return r.overlaps(f.Line, f.EndLine) ||
			f.Class != rule.Fine && f.Variable != "" && r.overlaps(f.Decl.From, f.Decl.To) && r.removes(f.Variable)
	})
}

// keeps reports whether filter lets f pass.
func (filter *Filter) keeps(f Finding) bool {
	return (len(filter.Classes) == 0 || slices.Contains(filter.Classes, f.Class)) && (filter.Changed == nil || filter.Changed.touch(f))
}

// Apply drops the findings that filter does not let pass, and those that the baseline knows, and sums up anew.
func (r *Report) Apply(filter Filter) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return !filter.keeps(f) })
	if filter.Changed != nil {
		r.Suppressed = slices.DeleteFunc(r.Suppressed, func(s Suppressed) bool { return !filter.Changed.touch(s.Finding) })
	}
	if r.Baseline != nil {
		all := len(r.Findings)
		r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Known })
		r.Baseline.Known = all - len(r.Findings)
	}
	r.count()
}
