package git_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"unleak/rewrite/git"
)

// fakeGit puts a program in front of git that does as script says, in sh, with the real one in $git.
func (r tree) fakeGit(script string) {
	r.Helper()
	if runtime.GOOS == "windows" {
		r.Skip("no sh")
	}
	real, err := exec.LookPath("git")
	if err != nil {
		r.Fatal(err)
	}
	dir := r.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "git"), []byte("#!/bin/sh\ngit='"+real+"'\nonce="+dir+"/once\n"+script), 0o777); err != nil {
		r.Fatal(err)
	}
	r.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// TestInterruptedStart: a Ctrl-C may reach git in the moment before it is kept from that. What has to be done to the end is done again.
func TestInterruptedStart(t *testing.T) {
	r := newTree(t)
	r.write("a.go", "package a\n")
	commit := r.commit()
	r.git("branch", "other")
	r.fakeGit(`if [ ! -e $once ]; then : >$once; kill -INT $$; fi
exec "$git" "$@"`)
	repo := git.Repo{Dir: r.dir}
	if tip, err := repo.Tip(context.Background(), "other"); tip != commit || err != nil {
		t.Errorf("tip of other: %q, %v; want %s", tip, err, commit)
	}
}

// TestRecordInterrupted: that git or a hook is interrupted after the commit takes nothing back.
func TestRecordInterrupted(t *testing.T) {
	r := newTree(t)
	r.write("a.go", "package a\n")
	before := r.commit()
	r.write("a.go", "package b\n")
	r.fakeGit(`if [ "$4" != commit ]; then exec "$git" "$@"; fi
"$git" "$@"
kill -INT $$`)
	after, err := git.Repo{Dir: r.dir}.Record(t.Context(), "b", []string{"a.go"})
	if err != nil || after == before || after != r.git("rev-parse", "HEAD") {
		t.Errorf("commit %s, %v; HEAD is %s", after, err, r.git("rev-parse", "HEAD"))
	}
}

// TestRecord: the message stays as it is, whatever git is told to take out of messages, and so does what else is staged.
func TestRecord(t *testing.T) {
	r := newTree(t)
	r.git("config", "commit.cleanup", "strip")
	r.git("config", "core.commentChar", "-")
	r.write("a b\nc.go", "package a\n")
	r.write("d.go", "package d\n")
	r.commit()
	r.write("a b\nc.go", "package b\n")
	r.write("d.go", "package e\n")
	r.git("add", "d.go")
	if _, err := (git.Repo{Dir: r.dir}).Record(t.Context(), "title\n\n- item\n", []string{"a b\nc.go"}); err != nil {
		t.Fatal(err)
	}
	if got := r.git("log", "-1", "--format=%B"); got != "title\n\n- item" {
		t.Errorf("message %q", got)
	}
	if got := r.git("status", "--porcelain"); got != "M  d.go" {
		t.Errorf("status %q", got)
	}
}
