package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"go/parser"
	"go/token"

	"github.com/aymanbagabas/go-udiff"
)

// Preview returns the file of s with what is made before s and s itself, but not what comes after it.
func (s *Step) Preview() []byte {
	after := s.after()
	isolation{}.set(after, true)
	defer isolation{}.set(after, false)
	return s.file.New
}

// Replace makes of s what a person made of its Preview. The fixes made before s are part of that.
func (s *Step) Replace(text []byte) error {
	if len(bytes.TrimSpace(text)) == 0 {
		return errors.New("use edited file: it is empty")
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution); err != nil {
		return fmt.Errorf("use edited file: it does not parse: %w", err)
	}
	if bytes.Equal(text, s.Preview()) {
		return nil
	}
	var edits []Edit
	for _, e := range udiff.Lines(string(s.file.Src), string(text)) {
		edits = append(edits, Edit(e))
	}
	s.release()
	s.absorbed = map[*Step][]Edit{}
	for _, o := range s.file.Steps {
		if o == s {
			break
		}
		if o.Status == Made {
			s.absorbed[o], o.Edits = o.Edits, nil
		}
	}
	s.Edits, s.Edited = edits, true
	s.file.settle()
	return nil
}

// release gives back to other fixes what the edit of s took over from them.
func (s *Step) release() {
	for o, edits := range s.absorbed {
		o.Edits = edits
	}
	s.absorbed = nil
}

// after returns the fixes of the same file that come after s and are open.
func (s *Step) after() []*Step {
	var out []*Step
	seen := false
	for _, o := range s.file.Steps {
		if seen && o.open() {
			out = append(out, o)
		}
		seen = seen || o == s
	}
	return out
}
