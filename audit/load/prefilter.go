package load

import "bytes"

// A prefilter tests the bytes of files against all interests at once. Every byte string is
// searched at most once in a file, and only when the answer hangs on it.
type prefilter struct {
	all       bool // there are no interests: every file is worth parsing
	needles   [][]byte
	interests []needs
}

// needs is an interest, in indices of needles.
type needs struct {
	imports []int // none: whatever is imported
	words   []int
	mates   []int
	bit     uint64
}

// newPrefilter combines interests. Past the 64th they share bits: that parses more companions
// than needed, never fewer.
func newPrefilter(interests []Interest) *prefilter {
	p := &prefilter{all: len(interests) == 0}
	index := make(map[string]int)
	intern := func(s string) int {
		i, ok := index[s]
		if !ok {
			i = len(p.needles)
			index[s] = i
			p.needles = append(p.needles, []byte(s))
		}
		return i
	}
	for i, in := range interests {
		n := needs{bit: 1 << (i % 64)}
		for _, path := range in.Imports {
			n.imports = append(n.imports, intern(path+`"`), intern(path+"`"))
		}
		for _, w := range in.Words {
			n.words = append(n.words, intern(w))
		}
		for _, w := range in.Companions {
			n.mates = append(n.mates, intern(w))
		}
		p.interests = append(p.interests, n)
	}
	return p
}

// A sieve is a prefilter at work on one file after another.
type sieve struct {
	*prefilter
	src  []byte
	seen []int8 // by needle: 0 not searched, 1 there, -1 not there
}

func (p *prefilter) sieve() *sieve {
	return &sieve{prefilter: p, seen: make([]int8, len(p.needles))}
}

// test returns the interests that src meets and, if it meets none, those of which it has a
// companion word.
func (s *sieve) test(src []byte) (pass, mate uint64) {
	s.src = src
	clear(s.seen)
	for _, n := range s.interests {
		if (len(n.imports) == 0 || s.any(n.imports)) && s.any(n.words) {
			pass |= n.bit
		}
	}
	if pass != 0 {
		return pass, 0
	}
	for _, n := range s.interests {
		if s.any(n.mates) {
			mate |= n.bit
		}
	}
	return 0, mate
}

// any reports whether src contains one of the needles.
func (s *sieve) any(needles []int) bool {
	for _, i := range needles {
		if s.seen[i] > 0 {
			return true
		}
	}
	for _, i := range needles {
		if s.seen[i] != 0 {
			continue
		}
		if bytes.Contains(s.src, s.needles[i]) {
			s.seen[i] = 1
			return true
		}
		s.seen[i] = -1
	}
	return false
}
