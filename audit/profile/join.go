package profile

import (
	"cmp"
	"fmt"
	"slices"

	pprof "github.com/google/pprof/profile"

	"unleak/audit"
)

// Join notes in the findings of r how much of the profiles is theirs, and in r what the profiles say in all.
//
// A sample of a heap profile belongs to the call that made a timer, a ticker or a context; one of a goroutine profile to the innermost call at a
// finding's lines. complete says that all rules ran, so that a call at a line without a finding shows that the profile is of other code.
//
// The error says that the profiles cannot be added up.
func Join(r *audit.Report, profiles []*Profile, complete bool) error {
	first := profiles[0]
	j := &join{places: newPlaces(r), complete: complete, stale: map[place]int64{}, unclear: map[place]int64{}, sites: map[*audit.Finding]bool{}}
	j.out = &audit.Profile{Sample: first.Sample, Unit: first.Unit}
	for _, p := range profiles {
		if p.Sample != first.Sample || p.Unit != first.Unit {
			return fmt.Errorf("add up profiles: %s has samples of %s and %s of %s", first.File, first.Sample, p.File, p.Sample)
		}
		for _, fn := range p.data.Function {
			j.places.learn([]frame{newFrame(fn)})
		}
	}
	for _, p := range profiles {
		j.out.Files = append(j.out.Files, p.File)
		for _, s := range p.data.Sample {
			j.sample(p, s)
		}
	}
	j.out.Sites = len(j.sites)
	j.out.Stale, j.out.Ambiguous = listed(j.stale), listed(j.unclear)
	r.Profile = j.out
	return nil
}

// A join is under way.
type join struct {
	places         *places
	complete       bool
	out            *audit.Profile
	stale, unclear map[place]int64
	sites          map[*audit.Finding]bool
}

// A place is where a profile has a call.
type place struct {
	file string
	line int
	fn   string
}

func (j *join) sample(p *Profile, s *pprof.Sample) {
	weight := s.Value[p.index]
	j.out.Total += weight
	if weight == 0 {
		return
	}
	frames := stack(s)
	if ofGoroutines(p.Sample) {
		j.goroutines(frames, weight)
		return
	}
	if outer, call := callers(frames); len(outer) > 0 {
		j.made(outer, call, weight)
	}
}

// goroutines gives goroutines with the same stack to the innermost call that is at a site.
func (j *join) goroutines(frames []frame, weight int64) {
	for _, f := range frames {
		if file, ambiguous := j.places.find(f); file != "" && !ambiguous {
			if hits := j.places.at(file, f, ""); len(hits) > 0 {
				j.give(hits, weight)
				return
			}
		}
	}
}

// made gives what a call made to the site of the call, which is in the first frame. If that function returns it, the call of the function can be a
// site as well, and is the one to look at.
func (j *join) made(frames []frame, call string, weight int64) {
	f := frames[0]
	file, ambiguous := j.places.find(f)
	at := place{file, f.line, f.name}
	hits := j.places.at(file, f, call)
	switch {
	case ambiguous:
		at.file = f.file
		j.unclear[at] += weight
	case len(hits) > 0:
		j.give(append(hits, j.places.calling(frames)...), weight)
	case file == "" || !j.complete:
		j.out.Elsewhere += weight
	default:
		j.stale[at] += weight
	}
}

// give adds a weight to findings. Several on one line cannot be told apart: each gets it, and the sum has it once.
func (j *join) give(hits []*audit.Finding, weight int64) {
	j.out.Matched += weight
	for _, f := range hits {
		f.Weight += weight
		j.sites[f] = true
	}
}

// listed returns places by weight, the heaviest first.
func listed(places map[place]int64) []audit.Call {
	var out []audit.Call
	for p, weight := range places {
		out = append(out, audit.Call{File: p.file, Line: p.line, Func: p.fn, Weight: weight})
	}
	slices.SortFunc(out, func(a, b audit.Call) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Func, b.Func))
	})
	return out
}
