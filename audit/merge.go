package audit

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// A Shard says which part of an audit a report is: one of Of, counted from 1.
type Shard struct {
	Index int    `json:"index"`
	Of    int    `json:"of"`
	Args  string `json:"args"` // the flags that say what to look for, and the paths; the same for all parts
}

// Merge makes one report of the shards of an audit, or of audits of different parts of a tree. What several of them say, the result says
// once. It is an error if a shard is missing, or comes twice.
func Merge(list []*Report) (*Report, error) {
	if len(list) == 0 {
		return nil, errors.New("merge reports: there are none")
	}
	if err := complete(list); err != nil {
		return nil, fmt.Errorf("merge reports: %w", err)
	}
	since, err := alike(list)
	if err != nil {
		return nil, fmt.Errorf("merge reports: %w", err)
	}
	out := &Report{Schema: list[0].Schema, Tool: list[0].Tool, Version: list[0].Version, Since: since}
	for _, r := range list {
		if r.Version != out.Version {
			return nil, fmt.Errorf("merge reports: they are of unleak %s and of unleak %s; make them with one version", out.Version, r.Version)
		}
		out.Modules = append(out.Modules, r.Modules...)
		out.Findings = append(out.Findings, r.Findings...)
		out.Suppressed = append(out.Suppressed, r.Suppressed...)
		out.Warnings = append(out.Warnings, r.Warnings...)
		out.Errors = append(out.Errors, r.Errors...)
		out.Skipped = append(out.Skipped, r.Skipped...)
		out.Summary.Files += r.Summary.Files
		out.Summary.Lines += r.Summary.Lines
	}
	out.Sort()
	slices.SortFunc(out.Modules, compareModules)
	slices.SortFunc(out.Skipped, func(a, b Skip) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Reason, b.Reason)) })
	out.Modules = slices.CompactFunc(out.Modules, func(a, b Module) bool { return compareModules(a, b) == 0 })
	out.Findings = slices.CompactFunc(out.Findings, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
	out.Suppressed = slices.CompactFunc(out.Suppressed, func(a, b Suppressed) bool { return compareFindings(a.Finding, b.Finding) == 0 })
	out.Warnings = slices.Compact(out.Warnings)
	out.Errors = slices.Compact(out.Errors)
	out.Skipped = slices.Compact(out.Skipped)
	out.count()
	return out, nil
}

func compareModules(a, b Module) int {
	return cmp.Or(cmp.Compare(a.Dir, b.Dir), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Go, b.Go), cmp.Compare(a.Timers, b.Timers),
		cmp.Compare(a.Reason, b.Reason))
}

// alike returns the changes that all reports of the list are about, if they are. It is an error if not all are about the same, and if one was
// narrowed in a way that counts over all of a tree.
func alike(list []*Report) (*Since, error) {
	var since *Since
	for i, r := range list {
		switch {
		case r.Baseline != nil || r.Profile != nil || r.Beyond > 0:
			return nil, errors.New("one was made with --baseline, --profile or --top, which count over all of a tree; make it without")
		case i > 0 && ((since == nil) != (r.Since == nil) || since != nil && since.Rev != r.Since.Rev):
			return nil, errors.New("they are not all about the lines changed since the same revision; make them with one --since")
		case r.Since != nil && (since == nil || since.Files < r.Since.Files):
			since = r.Since
		}
	}
	return since, nil
}

// complete returns an error unless the shards among list are all there, once, and of one audit.
func complete(list []*Report) error {
	var first *Shard
	seen := map[int]bool{}
	for _, r := range list {
		switch s := r.Shard; {
		case s == nil:
		case first != nil && s.Of != first.Of:
			return fmt.Errorf("one is a shard of %d, and another of %d", first.Of, s.Of)
		case seen[s.Index]:
			return fmt.Errorf("shard %d of %d comes twice", s.Index, s.Of)
		case first != nil && s.Args != first.Args:
			return fmt.Errorf("shard %d is of unleak audit %s, and shard %d of unleak audit %s; make all of them with the same flags and paths",
				first.Index, first.Args, s.Index, s.Args)
		default:
			first = cmp.Or(first, s)
			seen[s.Index] = true
		}
	}
	for i := 1; first != nil && i <= first.Of; i++ {
		if !seen[i] {
			return fmt.Errorf("shard %d of %d is missing", i, first.Of)
		}
	}
	return nil
}
