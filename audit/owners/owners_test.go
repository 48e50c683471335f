package owners_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/owners"
)

// TestOf holds the examples of the manuals of GitHub and GitLab, and what people make of them.
func TestOf(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      map[string]string
	}{
		{"nobody", "", map[string]string{"a.go": ""}},
		{"comments", "\ufeff# all\n\n*  @all # of them\r\n", map[string]string{"a.go": "@all", "x/y/b.go": "@all"}},
		{"last match wins", "* @all\n*.go @gophers\n/a/ @a b@example.com\n", map[string]string{
			"x.c": "@all", "x/y.go": "@gophers", "a/x.go": "@a b@example.com", "b/a/x.go": "@gophers",
		}},
		{"not inherited", "/apps/ @octocat\n/apps/github\n", map[string]string{"apps/x.go": "@octocat", "apps/github/x.go": ""}},
		{"anywhere", "apps/ @a\n**/logs @b\ndocs/* @c\n", map[string]string{
			"x/apps/y/z.go": "@a", "build/logs/x/y.go": "@b", "docs/x.go": "@c", "docs/x/y.go": "", "x/docs/y.go": "",
		}},
		{"spaces", `path\ with\ spaces/ @a`, map[string]string{"path with spaces/x.go": "@a", "path": ""}},
		{"teams", "* @org/team-name @org/group/team @jane.doe @@developer", map[string]string{"a.go": "@org/team-name @org/group/team @jane.doe @@developer"}},
		{"root", "/ @a\n", map[string]string{"a.go": ""}},
		{"GitLab takes names with a slash anywhere, too", "docs/*.go @a\n/api/x.go @b\n**/z/x.go @c\nold/ @d\n[Data]\ndb/** @e\n", map[string]string{
			"docs/x.go": "@a", "x/docs/y.go": "@a", "api/x.go": "@b", "x/api/x.go": "", "a/z/x.go": "@c", "x/old/y.go": "@d", "x/db/y.go": "@e",
		}},
		{"sections", "* @all\n[Documentation]\ndocs/ @docs\n*.go @gophers\n^[Database][2] @dba @all\nmodel/db/\nmodel/x.go @x\n[DOCUMENTATION]\nREADME.go @readme\n",
			map[string]string{
				"a.go": "@all @gophers", "docs/a.go": "@all @gophers", "model/db/q.sql": "@all @dba", "model/x.go": "@all @gophers @x", "README.go": "@all @readme",
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, _ := owners.Parse("CODEOWNERS", []byte(c.src))
			got := map[string]string{}
			for file := range c.want {
				got[file] = o.Of(file)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("owners (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBroken: a line that cannot be read is told with its number, and all others count.
func TestBroken(t *testing.T) {
	const src = "* @all\n!x @a\n*.go nobody\n[Data] dba\n/x/ @x\n/\nx/***/y @y\n"
	o, got := owners.Parse("docs/CODEOWNERS", []byte(src))
	at := func(line int, why string) audit.Problem {
		return audit.Problem{File: "docs/CODEOWNERS", Line: line, Reason: "read owners: " + why + "; the line is left out"}
	}
	want := []audit.Problem{
		at(2, "unexpected character '!' at position 1"),
		at(3, "invalid owner format 'nobody' at position 6"),
		at(4, "invalid owner format 'dba'"),
		at(6, "the pattern / matches no file"),
		at(7, "pattern cannot contain three consecutive asterisks"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if got := o.Of("x/a.go"); got != "@all @x" {
		t.Errorf("owner %q", got)
	}
}

// TestGitLab: a file in the place of GitLab is one of GitLab.
func TestGitLab(t *testing.T) {
	const src = "docs/*.go @a\n"
	for file, want := range map[string]string{".gitlab/CODEOWNERS": "@a", "CODEOWNERS": ""} {
		o, _ := owners.Parse(file, []byte(src))
		if got := o.Of("x/docs/y.go"); got != want {
			t.Errorf("by %s, owner %q, want %q", file, got, want)
		}
	}
}

// TestLong: a line that is too long to read is told, too.
func TestLong(t *testing.T) {
	o, got := owners.Parse("CODEOWNERS", []byte("* @all\n/x/"+strings.Repeat(" @a", 1<<16)+"\n/y/ @y\n"))
	want := []audit.Problem{{File: "CODEOWNERS", Line: 2, Reason: "read owners: more than 65535 bytes; the line is left out"}}
	if diff := cmp.Diff(want, got); diff != "" || o.Of("y/a.go") != "@y" {
		t.Errorf("y/a.go belongs to %q; problems (-want +got):\n%s", o.Of("y/a.go"), diff)
	}
}

// TestApply: whoever accepts a finding in the source owns it still.
func TestApply(t *testing.T) {
	o, _ := owners.Parse("CODEOWNERS", []byte("* @all\n/a/ @a\n"))
	r := &audit.Report{
		Findings:   []audit.Finding{{File: "a/x.go"}, {File: "x.go"}},
		Suppressed: []audit.Suppressed{{Finding: audit.Finding{File: "a/y.go"}}},
	}
	o.Apply(r)
	if r.Findings[0].Owner != "@a" || r.Findings[1].Owner != "@all" || r.Suppressed[0].Owner != "@a" {
		t.Errorf("got %+v", r)
	}
}

// FuzzParse: any file can be read, and no owner has white space in the name.
func FuzzParse(f *testing.F) {
	f.Add("* @a\n[x][1] @b # c\n/x\\ y @c\n", "x y/z.go")
	f.Add("/\n^[a\n\\\n** @a\n/**/ @b\n", "")
	f.Fuzz(func(t *testing.T, src, file string) {
		o, _ := owners.Parse("CODEOWNERS", []byte(src))
		if got := o.Of(file); got != strings.Join(strings.Fields(got), " ") {
			t.Errorf("owners %q", got)
		}
	})
}
