package report

import (
	"testing"

	"unleak/rewrite"
)

// TestProved: the strongest proof comes first, and of many reasons for less, the most frequent.
func TestProved(t *testing.T) {
	file := func(proof rewrite.Proof) *rewrite.File {
		return &rewrite.File{Edits: []rewrite.Edit{{}}, Proof: proof}
	}
	types := func(why string) *rewrite.File { return file(rewrite.Proof{By: rewrite.Types, Why: why}) }
	build := file(rewrite.Proof{By: rewrite.Build})
	windows := file(rewrite.Proof{By: rewrite.Build, In: "windows/amd64"})
	vet := file(rewrite.Proof{By: rewrite.Vet, In: "tag x", Why: "its package has no tests"})
	for _, c := range []struct {
		want  string
		flaky []string
		files []*rewrite.File
	}{
		{"", nil, []*rewrite.File{{}}},
		{"Proved: nothing (--verify none).", nil, []*rewrite.File{file(rewrite.Proof{})}},
		{"Proved: 1 file by types.", nil, []*rewrite.File{types(""), {}}},
		{"Proved: 1 file by go vet (tag x; its package has no tests), 2 by go build, 1 by go build (windows/amd64), 1 by types (a).",
			nil, []*rewrite.File{types("a"), windows, build, build, vet}},
		{"Proved: 3 files by types (z), 1 by types (a), 1 by types (b), 2 by less for other reasons.",
			nil, []*rewrite.File{types("c"), types("b"), types("a"), types("d"), types("z"), types("z"), types("z")}},
		{"Proved: 1 file by go build. Flaky, so not blamed on a fix: TestA in m/a.", []string{"TestA in m/a"}, []*rewrite.File{build}},
	} {
		if got := Proved(&rewrite.Patch{Files: c.files}, c.flaky); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
