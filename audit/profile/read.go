// Package profile tells which sites of a report hold how much, by profiles of the running program.
package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	pprof "github.com/google/pprof/profile"
)

// A Profile is a heap or goroutine profile with one of its sample types chosen.
type Profile struct {
	File   string // as given
	Sample string // as "inuse_space"
	Unit   string // "bytes" or "count"

	data  *pprof.Profile
	index int // of the sample type
}

// Read reads a profile that runtime/pprof or net/http/pprof wrote: protocol buffers, compressed or not. sample names a sample type as go tool
// pprof -sample_index does; if it is empty, the profile's own choice counts, or else what is in use.
// An error says what is wrong with the file.
func Read(file string, src []byte, sample string) (*Profile, error) {
	data, err := pprof.ParseData(src)
	if err != nil {
		return nil, errors.New("it is no profile of runtime/pprof or net/http/pprof; take it without ?debug=")
	}
	if len(data.Sample) > 0 && len(data.Function) == 0 {
		return nil, errors.New("it names no functions; take it without ?debug=")
	}
	p := &Profile{File: file, data: data}
	if err := p.choose(sample); err != nil {
		return nil, err
	}
	return p, nil
}

// choose sets the sample type.
func (p *Profile) choose(sample string) error {
	var useful, all []string
	for _, t := range p.data.SampleType {
		all = append(all, t.Type)
		if holds(t.Type) {
			useful = append(useful, t.Type)
		}
	}
	if len(useful) == 0 {
		return fmt.Errorf("it is a profile of %s, which says nothing about what is held; take a heap or goroutine profile, as from /debug/pprof/heap",
			strings.Join(all, " and "))
	}
	if sample != "" && !slices.Contains(useful, sample) {
		return fmt.Errorf("it has no samples of %s; it has %s", sample, strings.Join(useful, ", "))
	}
	for _, wanted := range []string{sample, p.data.DefaultSampleType, "inuse_space", useful[0]} {
		if slices.Contains(useful, wanted) {
			p.index = slices.Index(all, wanted)
			break
		}
	}
	t := p.data.SampleType[p.index]
	p.Sample, p.Unit = t.Type, t.Unit
	return nil
}

// holds reports whether samples of a type count memory or goroutines.
func holds(sample string) bool {
	switch sample {
	case "inuse_space", "inuse_objects", "alloc_space", "alloc_objects":
		return true
	}
	return ofGoroutines(sample) // and of goroutineleak, from Go 1.26 on
}

func ofGoroutines(sample string) bool { return strings.HasPrefix(sample, "goroutine") }
