package audit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
)

// TestShards: the shards of an audit make up the whole, however many there are. The example modules have settings, scripts, broken files and
// modules whose timers hang on others.
func TestShards(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"../testdata/rules", "../testdata/service"} {
		whole := auditShard(t, dir, load.Shard{})
		for _, n := range []int{1, 3} {
			var parts []*audit.Report
			for i := 1; i <= n; i++ {
				parts = append(parts, auditShard(t, dir, load.Shard{Index: i, Of: n}))
			}
			got, err := audit.Merge(parts)
			if err != nil {
				t.Fatal(err)
			}
			opts := cmp.Options{
				cmpopts.IgnoreFields(audit.Report{}, "Root", "Paths", "Sums"), cmpopts.IgnoreFields(audit.Module{}, "Requires"),
				cmpopts.IgnoreFields(rewrite.Fix{}, "Change", "At", "Needs", "Shares", "Instead"), cmpopts.EquateEmpty(),
			}
			if diff := cmp.Diff(whole, got, opts); diff != "" {
				t.Errorf("%s in %d shards (-whole +merged):\n%s", dir, n, diff)
			}
			if n > 1 && len(parts[0].Findings) == len(whole.Findings) {
				t.Errorf("%s: the first of %d shards has everything", dir, n)
			}
		}
	}
}

func auditShard(t *testing.T, dir string, shard load.Shard) *audit.Report {
	t.Helper()
	all := rules.All()
	tree, err := load.Scan(t.Context(), load.Config{
		Dir: dir, Interests: audit.Interests(all), Scripts: audit.ScriptWords(all), Shard: shard,
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: all})
	if err != nil {
		t.Fatal(err)
	}
	if shard.Of > 0 {
		r.Shard = &audit.Shard{Index: shard.Index, Of: shard.Of}
	}
	return r
}

func TestMergeErrors(t *testing.T) {
	part := func(i, n int) *audit.Report {
		return &audit.Report{Version: "v1", Shard: &audit.Shard{Index: i, Of: n}}
	}
	for want, list := range map[string][]*audit.Report{
		"there are none":                          nil,
		"shard 2 of 3 is missing":                 {part(1, 3), part(3, 3)},
		"shard 1 of 2 comes twice":                {part(1, 2), part(2, 2), part(1, 2)},
		"one is a shard of 2, and another of 3":   {part(1, 2), part(1, 3)},
		"they are of unleak v1 and of unleak v2;": {part(1, 1), {Version: "v2"}},
		"one was made with --baseline":            {part(1, 1), {Version: "v1", Baseline: &audit.Baseline{}}},
		"one was made with --baseline, --profile": {part(1, 1), {Version: "v1", Profile: &audit.Profile{}}},
		"they are not all about the lines":        {part(1, 1), {Version: "v1", Since: &audit.Since{Rev: "main"}}},
		"the same revision; make them":            {{Since: &audit.Since{Rev: "main"}}, {Since: &audit.Since{Rev: "HEAD"}}},
	} {
		if _, err := audit.Merge(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

// TestMergeSince: parts that are about the same changes make a report about these.
func TestMergeSince(t *testing.T) {
	got, err := audit.Merge([]*audit.Report{{Since: &audit.Since{Rev: "main", Files: 3}}, {Since: &audit.Since{Rev: "main", Files: 4}}})
	if err != nil || got.Since == nil || *got.Since != (audit.Since{Rev: "main", Files: 4}) {
		t.Errorf("since %+v, error %v", got.Since, err)
	}
}
