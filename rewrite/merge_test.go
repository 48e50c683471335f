package rewrite_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/rewrite"
)

func TestMerge(t *testing.T) {
	type edits = []rewrite.Edit
	ins := func(at int, text string) rewrite.Edit { return rewrite.Edit{Start: at, End: at, New: text} }
	rep := func(from, to int, text string) rewrite.Edit { return rewrite.Edit{Start: from, End: to, New: text} }
	const imports = 10 // offset where the imports end
	for name, c := range map[string]struct {
		fixes  []edits
		merged edits
		clash  []int
	}{
		"none":                         {nil, nil, []int{}},
		"one":                          {[]edits{{ins(20, "a"), rep(30, 31, "b")}}, edits{ins(20, "a"), rep(30, 31, "b")}, []int{-1}},
		"apart":                        {[]edits{{rep(30, 31, "b")}, {rep(20, 21, "a")}}, edits{rep(20, 21, "a"), rep(30, 31, "b")}, []int{-1, -1}},
		"interleaved":                  {[]edits{{rep(20, 21, "a"), rep(40, 41, "b")}, {rep(30, 31, "c")}}, edits{rep(20, 21, "a"), rep(30, 31, "c"), rep(40, 41, "b")}, []int{-1, -1}},
		"same replacement":             {[]edits{{rep(20, 25, "a")}, {rep(20, 25, "a")}}, edits{rep(20, 25, "a")}, []int{-1, -1}},
		"same replacement and more":    {[]edits{{rep(20, 25, "a")}, {rep(20, 25, "a"), ins(30, "b")}}, edits{rep(20, 25, "a"), ins(30, "b")}, []int{-1, -1}},
		"other replacement":            {[]edits{{rep(20, 25, "a")}, {rep(20, 25, "b")}}, edits{rep(20, 25, "a")}, []int{-1, 0}},
		"overlap":                      {[]edits{{rep(20, 25, "a")}, {rep(24, 26, "a")}}, edits{rep(20, 25, "a")}, []int{-1, 0}},
		"inside":                       {[]edits{{rep(20, 25, "a")}, {rep(22, 23, "b")}}, edits{rep(20, 25, "a")}, []int{-1, 0}},
		"touching":                     {[]edits{{rep(20, 25, "a")}, {rep(25, 26, "b")}}, edits{rep(20, 25, "a"), rep(25, 26, "b")}, []int{-1, -1}},
		"insertion inside":             {[]edits{{rep(20, 25, "a")}, {ins(22, "b")}}, edits{rep(20, 25, "a")}, []int{-1, 0}},
		"replacement around":           {[]edits{{ins(22, "b")}, {rep(20, 25, "a")}}, edits{ins(22, "b")}, []int{-1, 0}},
		"insertion where it begins":    {[]edits{{rep(20, 25, "a")}, {ins(20, "b")}}, edits{ins(20, "b"), rep(20, 25, "a")}, []int{-1, -1}},
		"insertion where it ends":      {[]edits{{ins(25, "b")}, {rep(20, 25, "a")}}, edits{rep(20, 25, "a"), ins(25, "b")}, []int{-1, -1}},
		"insertions in order of fixes": {[]edits{{ins(20, "b")}, {ins(20, "a")}}, edits{ins(20, "b"), ins(20, "a")}, []int{-1, -1}},
		"same insertion":               {[]edits{{ins(20, "t := 1")}, {ins(20, "t := 1")}}, edits{ins(20, "t := 1")}, []int{-1, 0}},
		"same import":                  {[]edits{{ins(5, `"time"`), ins(20, "a")}, {ins(5, `"time"`), ins(30, "b")}}, edits{ins(5, `"time"`), ins(20, "a"), ins(30, "b")}, []int{-1, -1}},
		"same first import":            {[]edits{{ins(10, "import \"time\"\n")}, {ins(10, "import \"time\"\n")}}, edits{ins(10, "import \"time\"\n")}, []int{-1, -1}},
		"all or nothing":               {[]edits{{rep(20, 25, "a")}, {rep(22, 23, "b"), ins(40, "c")}}, edits{rep(20, 25, "a")}, []int{-1, 0}},
		"what is left out is no bar":   {[]edits{{rep(20, 25, "a")}, {rep(24, 30, "b")}, {rep(28, 29, "c")}}, edits{rep(20, 25, "a"), rep(28, 29, "c")}, []int{-1, 0, -1}},
	} {
		merged, clash := rewrite.Merge(c.fixes, func(e rewrite.Edit) bool { return e.Start <= imports })
		if diff := cmp.Diff(c.merged, merged); diff != "" {
			t.Errorf("%s: edits (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(c.clash, clash); diff != "" {
			t.Errorf("%s: conflicts (-want +got):\n%s", name, diff)
		}
	}
}
