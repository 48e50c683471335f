package rewrite

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
)

// settle combines the fixes of f anew: those that conflict with nothing that is made are made.
func (f *File) settle() {
	var open []*Step
	var edits [][]Edit
	for _, s := range f.open() {
		if !s.aside {
			open = append(open, s)
			edits = append(edits, s.Edits)
		}
	}
	merged, clash := Merge(edits, f.imports)
	for i, s := range open {
		s.Status, s.Why = Made, ""
		if j := clash[i]; j >= 0 {
			s.Status, s.Why = Conflicting, fmt.Sprintf("it changes the same code as %s in line %d", open[j].Rule, open[j].Line)
		}
	}
	f.Edits, f.New = merged, f.Src
	if len(merged) > 0 {
		f.New = Apply(f.Src, merged)
		f.dropImports()
	}
}

// open returns the fixes of f that are made, and those that would be if it were not for another.
func (f *File) open() []*Step {
	var out []*Step
	for _, s := range f.Steps {
		if s.Status == Made || s.Status == Conflicting && !s.closed {
			out = append(out, s)
		}
	}
	return out
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
