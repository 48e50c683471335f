package rewrite

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// A Candidate is a fix that may become part of a patch.
type Candidate struct {
	File  string // slash-separated, relative to the root of the patch
	Line  int
	Rule  string
	Title string            // what the fix is about, for a person who is asked to agree to it
	Sum   [sha256.Size]byte // of the bytes of the file that the fix was decided on
	Fix   Fix
}

// Options of a plan.
type Options struct {
	Review bool // make review-level fixes, too
	// Read returns the bytes of a file as they are now. It is called once for each file, and for several files at a time.
	Read func(file string) ([]byte, error)
}

// A Patch is a set of fixes, combined file by file.
type Patch struct {
	Files []*File // sorted by Name; those with a fix to make, and those that could not be looked at
	Steps []*Step // one for each candidate, in their order
}

// Changed returns the files that p changes.
func (p *Patch) Changed() []*File {
	var out []*File
	for _, f := range p.Files {
		if len(f.Edits) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// A File is one file with the fixes to make in it.
type File struct {
	Name  string
	Src   []byte
	Steps []*Step
	Edits []Edit // of all fixes made, merged
	New   []byte // Src with Edits
	Proof Proof  // of New; whoever checks it says so
	// Trouble says why nothing can be made in this file; empty if all is well.
	Trouble string

	orig    *original
	imports int // offset where the imports end
}

// A Status says what became of a candidate.
type Status string

const (
	Made        Status = "made"        // part of the patch
	Refused     Status = "refused"     // level none: a precondition does not hold
	Unasked     Status = "unasked"     // level review, and reviews were not asked for
	Conflicting Status = "conflicting" // with another fix, which is made
	Lacking     Status = "lacking"     // another fix, which is not made and without which this one is wrong
	Declined    Status = "declined"    // by the person asked
	Failed      Status = "failed"      // our mistake: the fix could not be made, or breaks the file
	Outdated    Status = "outdated"    // the file is not what it was when the fix was decided on
)

// A Step is a candidate and what became of it.
type Step struct {
	Candidate
	Status Status
	Why    string // not made; a phrase fit for counting if Refused or Unasked
	Edited bool   // by hand; so what is wrong with it is no mistake of ours
	Edits  []Edit // of this fix alone

	file     *File
	absorbed map[*Step][]Edit // edits of other fixes that Edits took over, by hand
	aside    bool             // for the moment: Isolate tries without it
	closed   bool             // Conflicting or Failed for a reason that leaving out others does not change
}

// Plan splices every candidate that is to be made on its own and combines them file by file, with as many files at a time as there are
// processors. The candidates of one file are in the order in which they are tried: of two that conflict, the first is made.
func Plan(list []Candidate, opt Options) *Patch {
	p := &Patch{}
	byName := map[string]*File{}
	for _, c := range list {
		if opt.Review && c.Fix.Instead != nil {
			c.Fix = *c.Fix.Instead
		}
		s := &Step{Candidate: c}
		p.Steps = append(p.Steps, s)
		if !s.admit(opt.Review) {
			continue
		}
		f := byName[c.File]
		if f == nil {
			f = &File{Name: c.File}
			byName[c.File] = f
			p.Files = append(p.Files, f)
		}
		s.file = f
		f.Steps = append(f.Steps, s)
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range p.Files {
		group.Go(func() error {
			f.plan(opt.Read)
			return nil
		})
	}
	_ = group.Wait() // what is wrong with a file, it says itself
	slices.SortFunc(p.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return p
}

// admit decides by level whether s is to be made.
func (s *Step) admit(review bool) bool {
	switch {
	case s.Fix.Level == Safe || s.Fix.Level == Review && review:
		s.Status = Made
		if s.Fix.Change != nil {
			return true
		}
		s.fail("no change belongs to it")
	case s.Fix.Level == Review:
		s.Status, s.Why = Unasked, s.Fix.Reason
	default:
		s.Status, s.Why = Refused, s.Fix.Reason
	}
	return false
}

// plan splices the steps of f and combines them.
func (f *File) plan(read func(file string) ([]byte, error)) {
	f.load(read)
	sum := sha256.Sum256(f.Src)
	for _, s := range f.Steps {
		switch {
		case f.Trouble != "":
			s.Status, s.Why = Outdated, f.Trouble
		case s.Sum != sum:
			s.Status, s.Why = Outdated, "the file changed since it was read; run unleak again"
		default:
			s.splice()
		}
	}
	f.settle()
	Isolate([]*File{f}, f.fault)
}

// load reads the file.
func (f *File) load(read func(file string) ([]byte, error)) {
	src, err := read(f.Name)
	if err != nil {
		f.Trouble = "read file: " + err.Error()
		return
	}
	f.Src, f.New, f.orig = src, src, newOriginal(src)
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	switch {
	case err != nil:
		f.Trouble = "parse file: " + err.Error()
	case ast.IsGenerated(file):
		f.Trouble = "rewrite file: it is generated; change its generator instead"
	default:
		f.imports = endOfImports(file)
		f.orig.outline(fset, file)
	}
}

// endOfImports returns the offset where the first declaration that is no import begins, comments included.
func endOfImports(file *ast.File) int {
	for _, d := range file.Decls {
		pos := d.Pos()
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			if d.Doc != nil {
				pos = d.Doc.Pos()
			}
		case *ast.FuncDecl:
			if d.Doc != nil {
				pos = d.Doc.Pos()
			}
		}
		return int(pos - file.FileStart)
	}
	return int(file.FileEnd - file.FileStart)
}

// splice makes the edits of s alone.
func (s *Step) splice() {
	edits, err := s.file.orig.spliceExcerpt(s.file.orig.line(s.Line), s.Fix.Change)
	switch {
	case err != nil:
		s.fail("make fix: " + err.Error())
	case len(edits) == 0:
		s.fail("make fix: it changes nothing")
	default:
		s.Edits = edits
	}
}

// fail leaves out s for good, as our mistake.
func (s *Step) fail(why string) { s.close(Failed, why) }

func (s *Step) close(status Status, why string) {
	s.Status, s.Why, s.closed = status, why, true
	s.release()
}

// Place names the fix: "worker/queue.go:42: loopafter".
func (s *Step) Place() string { return fmt.Sprintf("%s:%d: %s", s.File, s.Line, s.Rule) }

// Decline leaves s out for good.
func (s *Step) Decline() {
	s.close(Declined, "declined")
	s.file.settle()
}
