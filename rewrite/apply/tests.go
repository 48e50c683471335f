package apply

import (
	"context"
	"encoding/json"
	"strings"

	"unleak/rewrite"
)

// tests runs the tests of packages. They are vetted already.
var tests = stage{check: rewrite.Test, doing: "testing", says: "a test fails with the result", run: (*prover).test}

// noTests is why a package is not proved by its tests.
const noTests = "its package has no tests"

// A testEvent is a line of go test -json (go doc test2json).
type testEvent struct{ Action, Package, Test, Output string }

// A testLog is what is known of the tests of a directory.
type testLog struct {
	pkg    string              // import path
	output map[string][]string // by test, or empty for that of the package
	failed []string            // tests, the inner ones first
	end    string              // "pass", "fail" or "skip"; empty: the package never got to the end
}

func (p *prover) test(ctx context.Context, t *task) (*result, error) {
	command := []string{"test", "-json", "-vet=off"}
	if p.opt.Race {
		command = append(command, "-race")
	}
	if t.afresh {
		command = append(command, "-count=1")
	}
	stdout, stderr, err := p.command.run(ctx, t.call(command...))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	logs := map[string]*testLog{}
	for line := range strings.Lines(stdout) {
		var e testEvent
		if json.Unmarshal([]byte(line), &e) != nil || e.Package == "" {
			continue // tests that do not build, before Go 1.24
		}
		dir := t.module.dirs[e.Package]
		if logs[dir] == nil {
			logs[dir] = &testLog{pkg: e.Package, output: map[string][]string{}}
		}
		logs[dir].add(e)
	}
	r := newResult()
	for _, u := range t.units {
		l := logs[u.dir]
		switch {
		case l != nil && l.end == "skip":
			r.why[u.dir] = noTests
		case l != nil && l.end != "":
			r.faults[u.dir] = l.faults(u.dir)
		case err != nil:
			what := "its tests do not run: " + saying(stderr, err)
			r.faults[u.dir] = []fault{{dir: u.dir, what: what, text: what}}
		}
	}
	return r, nil
}

func (l *testLog) add(e testEvent) {
	switch {
	case e.Action == "output":
		l.output[e.Test] = append(l.output[e.Test], e.Output)
	case e.Test == "" && (e.Action == "pass" || e.Action == "fail" || e.Action == "skip"):
		l.end = e.Action
	case e.Action == "fail":
		l.failed = append(l.failed, e.Test)
	}
}

// faults returns the tests that fail in dir.
func (l *testLog) faults(dir string) []fault {
	var list []fault
	for _, test := range l.failed {
		what := test + " in " + l.pkg
		list = append(list, fault{dir, test, what, what + said(l.output[test])})
	}
	if l.end == "fail" && len(list) == 0 {
		what := "the tests in " + l.pkg + " fail" + said(l.output[""])
		list = append(list, fault{dir: dir, what: what, text: what})
	}
	return list
}

// said returns the first thing that a test has to say for itself, in parentheses.
func said(output []string) string {
	for _, line := range output {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "FAIL") {
			return " (" + line + ")"
		}
	}
	return ""
}

// again has the tests of a unit, the only one of b, run once more, with the patch and without, and returns those of the
// faults that are there again and only with it. The others come and go by themselves.
func (p *prover) again(ctx context.Context, b *batch, found []fault) ([]fault, error) {
	after, err := p.look(ctx, tests, b, true)
	if err != nil {
		return nil, err
	}
	p.say("testing " + packages(1) + " without the patch")
	before, err := p.test(ctx, &task{batch: b, afresh: true})
	if err != nil {
		return nil, err
	}
	dir := b.units[0].dir
	sure := added(after.faults[dir], append(before.faults[dir], p.before[sight{rewrite.Test, b.build, dir}]...))
	var out []fault
	for _, f := range found {
		if len(added([]fault{f}, sure)) == 0 {
			out = append(out, f)
		} else {
			p.flaky[f.what] = true
		}
	}
	return out, nil
}
