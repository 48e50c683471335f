package wave

import (
	"encoding/json"
	"fmt"
)

// A State is what was tried so far. It belongs to one clone of the repository, unlike the plan.
type State struct {
	Version int                `json:"version"`
	Fixes   map[string]Outcome `json:"fixes"` // by fingerprint
}

// An Outcome says what became of a fix when its wave was applied.
type Outcome struct {
	Wave   string `json:"wave"`
	Failed string `json:"failed,omitempty"` // why it was not made; empty: it was
	Branch string `json:"branch,omitempty"` // where it was committed; empty: it was written to the files
	Commit string `json:"commit,omitempty"`
}

// ParseState reads what Format wrote.
func ParseState(src []byte) (*State, error) {
	s := &State{}
	if err := json.Unmarshal(src, s); err != nil {
		return nil, fmt.Errorf("parse state: %w", err)
	}
	if s.Version > version {
		return nil, fmt.Errorf("parse state: version %d is newer than %d, the newest this unleak knows", s.Version, version)
	}
	return s, nil
}

// Format returns the state as a file.
func (s *State) Format() ([]byte, error) {
	s.Version = version
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write state: %w", err)
	}
	return append(out, '\n'), nil
}

// Set notes what became of a fix.
func (s *State) Set(fingerprint string, o Outcome) {
	if s.Fixes == nil {
		s.Fixes = map[string]Outcome{}
	}
	s.Fixes[fingerprint] = o
}

// Made reports whether a wave was committed to a branch.
func (s *State) Made(branch string) bool {
	for _, o := range s.Fixes {
		if o.Branch == branch {
			return true
		}
	}
	return false
}

// A Progress sorts the fixes of a wave by how far they are.
type Progress struct {
	Done      []Fix // not found any more
	Committed []Fix // in a branch that is not part of what was looked at
	Pending   []Fix
	Failed    []Fix // tried, and left out
	Regressed []Fix // made before, and found again
}

// Open reports whether anything is left to do for a person or for unleak.
func (p Progress) Open() bool { return len(p.Committed) > 0 || p.Todo() }

// Todo reports whether there are fixes to try.
func (p Progress) Todo() bool { return len(p.Pending)+len(p.Failed)+len(p.Regressed) > 0 }

// Progress tells how far each wave is. found says how many fixes with a fingerprint there still are, and elsewhere whether what was made
// is in a branch that is not part of what was looked at.
func (p *Plan) Progress(s *State, found map[string]int, elsewhere func(Outcome) bool) []Progress {
	var out []Progress
	for _, w := range p.Waves {
		var pr Progress
		for _, f := range w.Fixes {
			was, tried := s.Fixes[f.Fingerprint]
			list := &pr.Pending
			switch {
			case found[f.Fingerprint] == 0:
				list = &pr.Done
			case tried && was.Failed != "":
				list = &pr.Failed
			case tried && elsewhere(was):
				list = &pr.Committed
			case tried:
				list = &pr.Regressed
			}
			*list = append(*list, f)
		}
		out = append(out, pr)
	}
	return out
}
