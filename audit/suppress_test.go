package audit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules"
	"unleak/rules/rule"
)

// auditTree audits the files of a txtar archive with all rules.
func auditTree(t *testing.T, archive string, opt audit.Options) *audit.Report {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	opt.Rules = rules.All()
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir, Interests: audit.Interests(opt.Rules)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const suppressed = `
-- go.mod --
module example.com/m

go 1.26
-- a.go --
package m

import (
	"context"
	"time"
)

func trailing(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(1): //unleak:ignore loopafter rare
		}
	}
}

func above(c chan int) {
	for {
		select {
		case <-c:
		//unleak:ignore loopafter,tick rare
		case <-time.After(2):
		}
	}
}

func noReason(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(3): //unleak:ignore loopafter
		}
	}
}

func noRule(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(4): //unleak:ignore
		}
	}
}

func unknownRule(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(5): //unleak:ignore loopAfter rare
		}
	}
}

func otherRule(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(6): //unleak:ignore tick rare
		}
	}
}

func harmless() {
	//unleak:ignore loopafter was in a loop once
	<-time.After(7)
}

func notOurs(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(8): //unleak:ignored for now
		}
	}
}

func vet(ctx context.Context) context.Context {
	ctx, _ = context.WithTimeout(ctx, 9) //nolint:govet // the parent is cancelled
	return ctx
}

//nolint:lostcancel,errcheck
func vetAbove(ctx context.Context) context.Context {
	ctx, _ = context.WithTimeout(ctx, 10)
	return ctx
}

func lint(ctx context.Context) context.Context {
	//lint:ignore SA1015 not this rule
	ctx, _ = context.WithTimeout(ctx, 11)
	return ctx
}

func otherLinter(ctx context.Context) context.Context {
	ctx, _ = context.WithTimeout(ctx, 12) //nolint:errcheck
	return ctx
}
`

func TestSuppressions(t *testing.T) {
	r := auditTree(t, suppressed, audit.Options{})
	var got []string
	for _, f := range r.Suppressed {
		got = append(got, "accepted "+f.Pattern)
	}
	for _, f := range r.Findings {
		if f.Class != rule.Fine {
			got = append(got, "reported "+f.Pattern)
		}
	}
	for _, w := range r.Warnings {
		got = append(got, fmt.Sprintf("warned %s:%d: %s", w.File, w.Line, w.Reason))
	}
	want := []string{
		"accepted time.After(1)",
		"accepted time.After(2)",
		"accepted context.WithTimeout(ctx, 9)",
		"accepted context.WithTimeout(ctx, 10)",
		"reported time.After(3)",
		"reported time.After(4)",
		"reported time.After(5)",
		"reported time.After(6)",
		"reported time.After(8)",
		"reported context.WithTimeout(ctx, 11)",
		"reported context.WithTimeout(ctx, 12)",
		"warned a.go:31: //unleak:ignore loopafter gives no reason, so it is not heeded; write //unleak:ignore RULE reason",
		"warned a.go:40: //unleak:ignore names no rule; write //unleak:ignore RULE reason",
		`warned a.go:49: //unleak:ignore names no rule of ours: "loopAfter"; write //unleak:ignore RULE reason`,
		"warned a.go:58: //unleak:ignore tick rare matches nothing: remove it",
		"warned a.go:64: //unleak:ignore loopafter was in a loop once matches nothing: remove it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("suppressions differ (-want +got):\n%s", diff)
	}
}

func TestNoSuppressions(t *testing.T) {
	r := auditTree(t, suppressed, audit.Options{NoSuppressions: true})
	if len(r.Suppressed)+len(r.Warnings) > 0 {
		t.Errorf("suppressed %d findings, warned %d times", len(r.Suppressed), len(r.Warnings))
	}
	n := 0
	for _, f := range r.Findings {
		if f.Class != rule.Fine {
			n++
		}
	}
	if n != 11 {
		t.Errorf("reported %d findings, want all 11", n)
	}
}

// A package of the user's own may be called time, whatever its directory.
func TestOwnTimePackage(t *testing.T) {
	r := auditTree(t, `
-- go.mod --
module example.com/m

go 1.26
-- time/time.go --
// Package time has a function After, and mentions "time".
package time

import "time"

func After(d time.Duration) <-chan int { return nil }

func loop() {
	for {
		<-After(1)
	}
}
`, audit.Options{})
	if len(r.Findings) > 0 {
		t.Errorf("found %v", r.Findings)
	}
}

// A finding keeps its fingerprint when its lines move or are laid out anew, and not when it is another.
func TestFingerprint(t *testing.T) {
	fingerprint := func(body string) string {
		r := auditTree(t, "-- go.mod --\nmodule m\n\ngo 1.26\n-- a.go --\npackage m\n\nimport \"time\"\n\n"+body, audit.Options{})
		if len(r.Findings) != 1 {
			t.Fatalf("found %v in %s", r.Findings, body)
		}
		return r.Findings[0].Fingerprint
	}
	base := fingerprint("func f() { <-time.After(1+2) }\n")
	for same, body := range map[string]string{
		"moved":    "\n// A comment.\n\nfunc f() {\n\t<-time.After(1 + 2)\n}\n",
		"laid out": "func f() { <-time.After(1 +\n\t2) }\n",
	} {
		if fingerprint(body) != base {
			t.Errorf("%s: the fingerprint changed", same)
		}
	}
	for other, body := range map[string]string{
		"duration": "func f() { <-time.After(1+3) }\n",
		"function": "func g() { <-time.After(1+2) }\n",
	} {
		if fingerprint(body) == base {
			t.Errorf("another %s has the same fingerprint", other)
		}
	}
	if strings.ContainsAny(base, " \n") || len(base) != 16 {
		t.Errorf("fingerprint %q is not 16 hexadecimal digits", base)
	}
}

// Who looks at accepted lost cancel functions nevertheless gets no fix of them that is called safe.
func TestAcceptedCancel(t *testing.T) {
	const src = `-- a.go --
package a

import (
	"context"
	"time"
)

func accepted(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) //nolint:govet // as short as its parent
	return ctx.Err()
}

func lost(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Minute)
	return ctx.Err()
}
`
	var got []string
	for _, f := range auditTree(t, src, audit.Options{NoSuppressions: true}).Findings {
		got = append(got, fmt.Sprintf("%d %s %s", f.Line, f.Fix.Level, f.Fix.Reason))
	}
	want := []string{"9 review the author accepts it, by //nolint:govet // as short as its parent", "14 safe "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fixes differ (-want +got):\n%s", diff)
	}
}

// A //nolint at the package clause is about all of the file, as in golangci-lint; ours is about one line.
func TestAcceptedFile(t *testing.T) {
	const code = `package a

import (
	"context"
	"time"
)

func lost(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Minute)
	return ctx.Err()
}
`
	for _, directive := range []string{"//nolint:govet // made of a template", "// Package a is old.\n//\n//nolint:errcheck,govet"} {
		if r := auditTree(t, "-- a.go --\n"+directive+"\n"+code, audit.Options{}); len(r.Findings) > 0 || len(r.Suppressed) != 1 {
			t.Errorf("%q: found %v, accepted %v", directive, r.Findings, r.Suppressed)
		}
	}
	if r := auditTree(t, "-- a.go --\n//unleak:ignore lostcancel old\n"+code, audit.Options{}); len(r.Findings) != 1 || len(r.Warnings) != 1 {
		t.Errorf("//unleak:ignore: found %v, warnings %v", r.Findings, r.Warnings)
	}
}
