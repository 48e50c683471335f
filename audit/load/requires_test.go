package load

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRequires: a module builds on those of the tree that its go.mod names, by path or by a directory that replaces another.
func TestRequires(t *testing.T) {
	tree := scan(t, Config{Dir: unpack(t, `
-- .git/HEAD --
-- base/go.mod --
module example.com/base
-- base/x.go --
package base
-- lib/go.mod --
module example.com/lib
require (
	example.com/base v1.0.0
	golang.org/x/mod v0.30.0
)
-- lib/x.go --
package lib
-- fork/go.mod --
module example.com/fork
-- fork/x.go --
package fork
-- app/go.mod --
module example.com/app
require example.com/lib v0.0.0
replace some/where => ../fork
-- app/x.go --
package app
-- unused/go.mod --
module example.com/unused
`)})
	got := map[string][]string{}
	for _, m := range tree.Modules {
		got[m.Dir] = m.Requires
	}
	want := map[string][]string{"app": {"fork", "lib"}, "base": nil, "fork": nil, "lib": {"base"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
