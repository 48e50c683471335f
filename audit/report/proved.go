package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unleak/audit/report/text"
	"unleak/rewrite"
)

// maxReasons is how many reasons a summary gives for files that are proved by less than what was asked for.
const maxReasons = 3

// Proved says which files of a patch got which proof, as "Proved: 5 files by go build, 1 by types (it is in no module)."; nothing if
// no file changes. flaky names tests that failed with the patch once, and then passed.
func Proved(patch *rewrite.Patch, flaky []string) string {
	changed := patch.Changed()
	if len(changed) == 0 {
		return ""
	}
	n := map[rewrite.Proof]int{}
	for _, f := range changed {
		n[f.Proof]++
	}
	if n[rewrite.Proof{}] > 0 {
		return "Proved: nothing (--verify none)."
	}
	var proofs []rewrite.Proof
	for p := range n {
		proofs = append(proofs, p)
	}
	slices.SortFunc(proofs, func(a, b rewrite.Proof) int {
		return cmp.Or(strength(b)-strength(a), cmp.Compare(min(len(a.Why), 1), min(len(b.Why), 1)), cmp.Compare(n[b], n[a]),
			cmp.Compare(a.In, b.In), cmp.Compare(a.Why, b.Why))
	})
	proofs, rest := shorten(proofs, n)
	var parts []string
	for i, p := range proofs {
		count := text.Comma(n[p])
		if i == 0 {
			count = text.Count(n[p], "file")
		}
		parts = append(parts, count+" "+by(p))
	}
	out := "Proved: " + strings.Join(parts, ", ")
	if rest > 0 {
		out += fmt.Sprintf(", %s by less for other reasons", text.Comma(rest))
	}
	out += "."
	if len(flaky) > 0 {
		out += " Flaky, so not blamed on a fix: " + strings.Join(flaky, ", ") + "."
	}
	return out
}

// shorten keeps the proofs that lack nothing, and of the others the most frequent. rest is how many files those are about
// that it does not keep.
func shorten(proofs []rewrite.Proof, n map[rewrite.Proof]int) (kept []rewrite.Proof, rest int) {
	reasons := 0
	for _, p := range proofs {
		if p.Why != "" {
			reasons++
		}
		if reasons > maxReasons && p.Why != "" {
			rest += n[p]
		} else {
			kept = append(kept, p)
		}
	}
	return kept, rest
}

func strength(p rewrite.Proof) int {
	return slices.Index([]rewrite.Check{rewrite.Types, rewrite.Build, rewrite.Vet, rewrite.Test}, p.By)
}

// by names a proof: "by go build (windows/amd64)".
func by(p rewrite.Proof) string {
	var out string
	switch p.By {
	case rewrite.Types:
		out = "by types"
	default:
		out = "by go " + string(p.By)
	}
	var more []string
	for _, s := range []string{p.In, p.Why} {
		if s != "" {
			more = append(more, s)
		}
	}
	if len(more) > 0 {
		out += " (" + strings.Join(more, "; ") + ")"
	}
	return out
}
