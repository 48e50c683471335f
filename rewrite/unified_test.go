package rewrite_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"unleak/rewrite"
)

// crlf has every line end of s as Windows writes it.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

const lines = "package p\n\nfunc a() {\n\tone()\n}\n\nfunc b() {\n\ttwo()\n}\n\nfunc c() {\n\tthree()\n}\n\nfunc d() {\n\tfour()\n}\n"

// at returns the edit that replaces old, which text holds once, by new.
func at(t testing.TB, text, old, new string) rewrite.Edit {
	t.Helper()
	i := strings.Index(text, old)
	if i < 0 || strings.Count(text, old) != 1 {
		t.Fatalf("%q is not once in %q", old, text)
	}
	return rewrite.Edit{Start: i, End: i + len(old), New: new}
}

// TestUnifiedApplies has git apply take patches in a repository, and compares every byte of what comes out.
func TestUnifiedApplies(t *testing.T) {
	edit := func(text string, pairs ...string) []rewrite.Edit {
		var out []rewrite.Edit
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, at(t, text, pairs[i], pairs[i+1]))
		}
		return out
	}
	noEnd := strings.TrimSuffix(lines, "\n")
	cases := map[string]struct {
		name, src string
		edits     []rewrite.Edit
	}{
		"plain":                 {"a.go", lines, edit(lines, "one()", "1")},
		"directory":             {"x/y/z.go", lines, edit(lines, "one()", "1")},
		"several hunks":         {"a.go", lines, edit(lines, "package p", "package q", "one()", "1", "four()", "4\n\t44")},
		"first line":            {"a.go", lines, []rewrite.Edit{{New: "// new\n"}}},
		"last line":             {"a.go", lines, []rewrite.Edit{{Start: len(lines), End: len(lines), New: "// new\n"}}},
		"no newline at end":     {"a.go", noEnd, edit(noEnd, "four()", "4")},
		"newline added at end":  {"a.go", noEnd, []rewrite.Edit{{Start: len(noEnd), End: len(noEnd), New: "\n"}}},
		"newline taken away":    {"a.go", lines, []rewrite.Edit{{Start: len(lines) - 1, End: len(lines)}}},
		"more after no newline": {"a.go", noEnd, []rewrite.Edit{{Start: len(noEnd), End: len(noEnd), New: "\n// new"}}},
		"CRLF":                  {"a.go", crlf(lines), edit(crlf(lines), "one()", "1\r\n\tone()")},
		"mixed line ends":       {"a.go", lines + crlf("// a\n") + "// b\n", []rewrite.Edit{{Start: len(lines), End: len(lines) + 4, New: "// c"}}},
		"byte order mark":       {"a.go", "\ufeff" + lines, edit("\ufeff"+lines, "package p", "package q")},
		"no UTF-8":              {"a.go", "// \xff\n" + lines, edit("// \xff\n"+lines, "package p", "package q // \xfe")},
		"trailing space":        {"a.go", "package p \t\n", edit("package p \t\n", "p \t", "q \t")},
		"file emptied":          {"a.go", "package p\n", []rewrite.Edit{{Start: 0, End: 10}}},
		"space in path":         {"a b/c d.go", lines, edit(lines, "one()", "1")},
		"accents in path":       {"größe/日本語.go", lines, edit(lines, "one()", "1")},
		"accents and spaces":    {"größe 1/日本 語.go", lines, edit(lines, "one()", "1")},
		"quotes in path":        {`a"b\c.go`, lines, edit(lines, "one()", "1")},
		"tab in path":           {"a\tb.go", lines, edit(lines, "one()", "1")},
		"newline in path":       {"a\nb.go", lines, edit(lines, "one()", "1")},
		"no UTF-8 in path":      {"a\xffb.go", lines, edit(lines, "one()", "1")},
		"dash in front":         {"-a.go", lines, edit(lines, "one()", "1")},
		"delete in path":        {"a\x7fb.go", lines, edit(lines, "one()", "1")},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := repository(t, map[string]string{c.name: c.src})
			applyPatch(t, dir, rewrite.Unified(c.name, []byte(c.src), c.edits))
			got, err := os.ReadFile(filepath.Join(dir, c.name))
			if err != nil {
				t.Fatal(err)
			}
			if want := rewrite.Apply([]byte(c.src), c.edits); !bytes.Equal(got, want) {
				t.Errorf("applied:\n%q\nwant:\n%q", got, want)
			}
		})
	}
}

// TestUnifiedAsGit: the names are written as git diff writes them.
func TestUnifiedAsGit(t *testing.T) {
	for _, name := range []string{"a.go", "a b.go", "ü.go", `q"q.go`, "ü ü.go", "a\tb.go"} {
		dir := repository(t, map[string]string{name: lines})
		edits := []rewrite.Edit{at(t, lines, "one()", "1")}
		if err := os.WriteFile(filepath.Join(dir, name), rewrite.Apply([]byte(lines), edits), 0o666); err != nil {
			t.Fatal(err)
		}
		var theirs []string
		for line := range strings.Lines(git(t, dir, "", "diff", "--no-color", "--no-ext-diff")) {
			if !strings.HasPrefix(line, "index ") {
				theirs = append(theirs, line)
			}
		}
		if ours := rewrite.Unified(name, []byte(lines), edits); ours != strings.Join(theirs, "") {
			t.Errorf("ours:\n%s\ngit's:\n%s", ours, strings.Join(theirs, ""))
		}
	}
}

// TestUnifiedBelow: the patch also applies where git apply runs in a directory of the repository.
func TestUnifiedBelow(t *testing.T) {
	dir := repository(t, map[string]string{"x/a.go": lines})
	applyPatch(t, filepath.Join(dir, "x"), rewrite.Unified("x/a.go", []byte(lines), []rewrite.Edit{at(t, lines, "one()", "1")}))
	if got, _ := os.ReadFile(filepath.Join(dir, "x", "a.go")); !strings.Contains(string(got), "\t1\n") {
		t.Errorf("nothing was applied: %s", got)
	}
}

// TestUnifiedLeavesLinesAlone: a line that stays the same is not shown as changed, wherever on it an edit begins.
func TestUnifiedLeavesLinesAlone(t *testing.T) {
	i := strings.Index(lines, "one()")
	got := rewrite.Unified("a.go", []byte(lines), []rewrite.Edit{{Start: i, End: i, New: "zero()\n\t"}})
	want := "+\tzero()\n"
	for line := range strings.Lines(got) {
		if line[0] == '+' && line[1] != '+' && line != want || line[0] == '-' && line[1] != '-' {
			t.Errorf("patch changes a line too many:\n%s", got)
		}
	}
}

func TestUnifiedNothing(t *testing.T) {
	if got := rewrite.Unified("a.go", []byte(lines), nil); got != "" {
		t.Errorf("no edits give %q", got)
	}
	same := []rewrite.Edit{{Start: 0, End: 7, New: "package"}}
	if got := rewrite.Unified("a.go", []byte(lines), same); got != "" {
		t.Errorf("an edit that changes nothing gives %q", got)
	}
}

// TestUnifiedRandom applies random edits to random files.
func TestUnifiedRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"a", "b", "\n", "\n", "\r\n", "}", " ", "\n\n", "ü"}
	text := func(n int) string {
		var b strings.Builder
		for range random.IntN(n) {
			b.WriteString(words[random.IntN(len(words))])
		}
		return b.String()
	}
	files, want, patch := map[string]string{}, map[string]string{}, ""
	for i := range 300 {
		name := "f" + strings.Repeat("x", i) + ".go"
		if len(name) > 200 {
			name = "d/" + name[200:] + ".go"
		}
		src := "package p\n" + text(120)
		var edits []rewrite.Edit
		for at := 0; ; {
			at += random.IntN(60)
			if at > len(src) {
				break
			}
			end := min(at+random.IntN(4), len(src))
			edits = append(edits, rewrite.Edit{Start: at, End: end, New: text(5)})
			at = end + 1
		}
		files[name], want[name] = src, string(rewrite.Apply([]byte(src), edits))
		patch += rewrite.Unified(name, []byte(src), edits)
	}
	dir := repository(t, files)
	applyPatch(t, dir, patch)
	for name, content := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != content {
			t.Errorf("%s: %v\ngot  %q\nwant %q", name, err, got, content)
		}
	}
}

// repository makes a git repository with files, all of them committed.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "", "init", "-q")
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Skipf("this file system cannot hold %q: %v", name, err)
		}
	}
	git(t, dir, "", "add", "-A")
	return dir
}

func applyPatch(t *testing.T, dir, patch string) {
	t.Helper()
	git(t, dir, patch, "apply", "--check", "-")
	git(t, dir, patch, "apply", "--index", "-")
}

func git(t *testing.T, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %v: %v\n%s%s", args, err, &errs, stdin)
	}
	return string(out)
}
