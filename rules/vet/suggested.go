package vet

import (
	"bytes"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// suggested returns the fix of f, if it is safe, as edits of the bytes that the driver compiled. It returns none for
// a fix that cannot be made: the driver then reports the finding without it.
func suggested(pass *analysis.Pass, r *rule.Rule, f rule.Finding) []analysis.SuggestedFix {
	if f.Fix.Level != rewrite.Safe || f.Fix.Change == nil {
		return nil
	}
	if len(f.Fix.Needs) > 0 {
		return nil // it needs another fix with it, and a driver makes fixes one by one
	}
	file := pass.Fset.File(f.Pos)
	src, err := pass.ReadFile(file.Name())
	if err != nil {
		return nil
	}
	edits, err := rewrite.Splice(src, f.Fix.Change)
	if err != nil {
		return nil
	}
	edits = slices.DeleteFunc(edits, func(e rewrite.Edit) bool { return aligns(src, e) })
	if !pass.ResultOf[index].(*driven).offer(file, f.Fix, edits) {
		return nil
	}
	fix := analysis.SuggestedFix{Message: "Replace by " + r.Fix}
	for _, e := range edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
			Pos: file.Pos(e.Start), End: file.Pos(e.End), NewText: []byte(e.New),
		})
	}
	return []analysis.SuggestedFix{fix}
}

// offer notes the edits of a fix and returns true, unless they clash with those noted before. Of fixes that exclude
// each other a driver gets the first: go fix takes one that it cannot make for a failure, and then changes nothing in
// the package, however often it is run.
func (p *driven) offer(file *token.File, fix rewrite.Fix, edits []rewrite.Edit) bool {
	shared := func(e rewrite.Edit) bool {
		return slices.ContainsFunc(fix.Shares, func(at rewrite.Place) bool { return at.Start <= e.Start && e.End <= at.End })
	}
	excludes := func(other []rewrite.Edit) bool {
		_, clash := rewrite.Merge([][]rewrite.Edit{other, edits}, shared)
		return clash[1] >= 0
	}
	if slices.ContainsFunc(p.offered[file], excludes) {
		return false
	}
	p.offered[file] = append(p.offered[file], edits)
	return true
}

// aligns reports whether an edit only makes space inside a line wider or narrower, as gofmt does to line up comments.
// Fixes of neighbouring lines disagree on such space, a driver takes that for a conflict, and go fix then changes
// nothing in the package. Nothing is lost without such edits: drivers format what they change.
func aligns(src []byte, e rewrite.Edit) bool {
	const space = " \t"
	onlySpace := len(bytes.Trim(src[e.Start:e.End], space)) == 0 && strings.Trim(e.New, space) == ""
	return e.Start < e.End && onlySpace && !rule.AloneOnLine(src, e.Start)
}
