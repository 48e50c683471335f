package load

import (
	"bytes"
	"slices"
)

// A prefilter tests the bytes of files against all interests at once. Every word is
// searched at most once in a file, and only when the answer hangs on it.
type prefilter struct {
	all       bool // there are no interests: every file is worth parsing
	paths     []string
	terms     []term
	interests []needs
}

// A term is a word to find, in the packages that it must be a name of.
type term struct {
	word  []byte
	paths []int // in prefilter.paths; none: whatever it is a name of
}

// needs is an interest, in indices.
type needs struct {
	words []int // terms
	mates []int // terms
	bit   uint64
}

// newPrefilter combines interests. Past the 64th they share bits: that parses more companions
// than needed, never fewer.
func newPrefilter(interests []Interest) *prefilter {
	p := &prefilter{all: len(interests) == 0}
	for i, in := range interests {
		n := needs{bit: 1 << (i % 64)}
		var paths []int
		for _, path := range in.Imports {
			paths = append(paths, p.path(path))
		}
		for _, w := range in.Words {
			n.words = append(n.words, p.term(w, paths))
		}
		for _, w := range in.Companions {
			n.mates = append(n.mates, p.term(w, nil))
		}
		p.interests = append(p.interests, n)
	}
	return p
}

func (p *prefilter) path(path string) int {
	i := slices.Index(p.paths, path)
	if i < 0 {
		i = len(p.paths)
		p.paths = append(p.paths, path)
	}
	return i
}

func (p *prefilter) term(word string, paths []int) int {
	i := slices.IndexFunc(p.terms, func(t term) bool { return string(t.word) == word && slices.Equal(t.paths, paths) })
	if i < 0 {
		i = len(p.terms)
		p.terms = append(p.terms, term{[]byte(word), paths})
	}
	return i
}

// A sieve is a prefilter at work on one file after another.
type sieve struct {
	*prefilter
	src  []byte
	as   []imported // by path
	seen []int8     // by term: 0 not searched, 1 there, -1 not there
}

func (p *prefilter) sieve() *sieve {
	return &sieve{prefilter: p, as: make([]imported, len(p.paths)), seen: make([]int8, len(p.terms))}
}

// open makes s ready for src.
func (s *sieve) open(src []byte) {
	s.src = src
	clear(s.seen)
	head := src[:importsEnd(src)]
	for i, path := range s.paths {
		s.as[i] = importedAs(head, path)
	}
}

// test returns the interests that src meets and, if it meets none, those of which it has a
// companion word.
func (s *sieve) test(src []byte) (pass, mate uint64) {
	s.open(src)
	for _, n := range s.interests {
		if s.any(n.words) {
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

// any reports whether the file contains one of the terms.
func (s *sieve) any(terms []int) bool {
	for _, i := range terms {
		if s.seen[i] > 0 {
			return true
		}
	}
	for _, i := range terms {
		if s.seen[i] != 0 {
			continue
		}
		if s.contains(s.src, s.terms[i]) {
			s.seen[i] = 1
			return true
		}
		s.seen[i] = -1
	}
	return false
}

// contains reports whether text, a part of the file, contains t.
func (s *sieve) contains(text []byte, t term) bool {
	if len(t.paths) == 0 {
		return containsWord(text, t.word, nil)
	}
	for _, i := range t.paths {
		if as := s.as[i]; as.there && containsWord(text, t.word, &as) {
			return true
		}
	}
	return false
}

// relevant returns a test for the function bodies of src: whether one can matter to the interests in mask. It contains one of
// their words or companion words; or it is short, and of a function that may never return, or that only returns
// something, which those who call it may want to know.
func (p *prefilter) relevant(src []byte, mask uint64) func(body []byte) bool {
	s := p.sieve()
	s.open(src)
	var terms []int
	for _, n := range p.interests {
		if n.bit&mask != 0 {
			terms = append(terms, n.words...)
			terms = append(terms, n.mates...)
		}
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	return func(body []byte) bool {
		in := func(words [][]byte) bool {
			return slices.ContainsFunc(words, func(w []byte) bool { return bytes.Contains(body, w) })
		}
		return slices.ContainsFunc(terms, func(i int) bool { return s.contains(body, p.terms[i]) }) ||
			len(body) <= shortBody && (in(neverReturns) || bytes.HasPrefix(bytes.TrimSpace(body), []byte("return ")))
	}
}

const shortBody = 512 // bytes

// neverReturns are what a function that does not return to its caller contains.
var neverReturns = [][]byte{
	[]byte("panic("), []byte("Exit("), []byte("Goexit("), []byte("Fatal"), []byte("FailNow("), []byte("Skip"),
	[]byte("for {"), []byte("select {}"),
}
