package rewrite

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// settle combines the fixes of f anew: those that conflict with nothing that is made, and need nothing that is not, are made.
func (f *File) settle() {
	var open []*Step
	for _, s := range f.open() {
		if !s.aside {
			open = append(open, s)
		}
	}
	// Every round but the last leaves out a fix.
	for f.combine(open) {
		open = slices.DeleteFunc(open, func(s *Step) bool { return s.Status != Made })
	}
	f.New = f.Src
	if len(f.Edits) > 0 {
		f.New = Apply(f.Src, f.Edits)
		f.dropImports()
	}
}

// combine merges the edits of steps, and reports whether some of them must do without a fix they need.
func (f *File) combine(steps []*Step) (lacking bool) {
	merged, clash := f.merge(steps, f.changesSpace(steps))
	made := map[Place]bool{}
	for i, s := range steps {
		s.Status, s.Why = Made, ""
		if j := clash[i]; j >= 0 {
			s.Status, s.Why = Conflicting, fmt.Sprintf("it changes the same code as %s in line %d", steps[j].Rule, steps[j].Line)
			continue
		}
		made[s.Fix.At] = true
	}
	for _, s := range steps {
		for _, need := range s.Fix.Needs {
			if s.Status == Made && !made[need] {
				s.Status, s.Why = Lacking, "it is wrong without another fix of the same statement, which is not made"
				lacking = true
			}
		}
	}
	f.Edits = merged
	return lacking
}

// merge combines the edits of steps. Of two that conflict, the first is made. What two fixes insert at one offset comes in the order of their
// places, in whatever order they are tried: behind one statement, and in front of the next.
//
// Fixes that change space, as where gofmt aligns the comments of neighbouring lines, are made in one tree, since each of them
// knows only its own lines; those that conflict in space alone do not conflict then.
func (f *File) merge(steps []*Step, oneTree bool) (merged []Edit, clash []int) {
	shared := f.shared(steps)
	hard := func(x, y Edit) bool { return !oneTree || !f.isSpace(x) && !f.isSpace(y) }
	clash = make([]int, len(steps))
	var made []*Step
	for i, s := range steps {
		clash[i] = slices.IndexFunc(steps[:i], func(o *Step) bool {
			return slices.Contains(made, o) && clashes(s.Edits, o.Edits, shared, hard)
		})
		if clash[i] < 0 {
			made = append(made, s)
		}
	}
	slices.SortStableFunc(made, func(a, b *Step) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Fix.At.Start, b.Fix.At.Start))
	})
	var edits [][]Edit
	for _, s := range made {
		edits = append(edits, s.Edits)
	}
	if !oneTree {
		merged, _ = Merge(edits, shared)
		return merged, clash
	}
	var near span
	for _, s := range made {
		near = near.with(f.orig.line(s.Line))
	}
	merged, err := f.orig.spliceExcerpt(near, func(t *Tree) (err error) {
		for _, s := range made { // all of them, also behind an error: each may miss places
			err = errors.Join(err, s.Fix.Change(t))
		}
		return err
	})
	if err != nil {
		return f.merge(steps, false)
	}
	return merged, clash
}

// changesSpace reports whether several steps change space, and each of them changes the code in its own way: what was made by hand, or what
// several fixes make together, would be made more than once in one tree.
func (f *File) changesSpace(steps []*Step) bool {
	seen := map[Edit]bool{}
	space := false
	for _, s := range steps {
		if s.Edited {
			return false
		}
		for _, e := range s.Edits {
			if f.isSpace(e) {
				space = true
				continue
			}
			if seen[e] {
				return false
			}
			seen[e] = true
		}
	}
	return space && len(steps) > 1
}

// isSpace reports whether an edit puts space in place of space.
func (f *File) isSpace(e Edit) bool {
	return len(bytes.TrimSpace(f.Src[e.Start:e.End])) == 0 && strings.TrimSpace(e.New) == ""
}

// shared tells which insertions several of steps make together.
func (f *File) shared(steps []*Step) func(Edit) bool {
	return func(e Edit) bool {
		if amongImports(e, f.imports) {
			return true
		}
		return slices.ContainsFunc(steps, func(s *Step) bool {
			return slices.ContainsFunc(s.Fix.Shares, func(p Place) bool { return p.Start <= e.Start && e.End <= p.End })
		})
	}
}

// open returns the fixes of f that are made, and those that would be if it were not for another.
func (f *File) open() []*Step {
	var out []*Step
	for _, s := range f.Steps {
		if s.open() {
			out = append(out, s)
		}
	}
	return out
}

// open reports whether s is made, or would be if it were not for another fix.
func (s *Step) open() bool {
	return s.Status == Made || (s.Status == Conflicting || s.Status == Lacking) && !s.closed
}

// fault says what is wrong with the new bytes of f, or nothing.
func (f *File) fault() string {
	if bytes.Equal(f.New, f.Src) {
		return ""
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", f.New, parser.SkipObjectResolution)
	if err != nil {
		return "the result does not parse: " + err.Error()
	}
	return ""
}
