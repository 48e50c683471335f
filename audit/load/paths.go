package load

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A selection is what the given paths stand for. All paths are absolute and free of symbolic links.
type selection struct {
	root    string   // names are relative to it
	repo    bool     // root holds .git
	dirs    []string // to be walked
	files   []string
	scripts []string // only if scripting
	odd     []string // neither directories nor regular files, never opened

	scripting bool // scripts are wanted, too
}

// resolve finds the paths of cfg and their root.
func resolve(cfg Config) (selection, error) {
	sel := selection{scripting: len(cfg.Scripts) > 0}
	paths := cfg.Paths
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		if err := sel.add(cfg.Dir, p); err != nil {
			return sel, err
		}
	}
	sel.findRoot()
	return sel, nil
}

// add resolves one path as the user wrote it.
func (sel *selection) add(dir, given string) error {
	path, pattern := cutPattern(given)
	if strings.Contains(path, "...") {
		const advice = "only patterns of the form dir/... are known; give a directory, it is walked with all below it"
		return fmt.Errorf("find path %s: %s", given, advice)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("find path %s: %w", given, err)
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return fmt.Errorf("find path %s: %w%s", given, cause(err), hint(given))
	}
	info, err := os.Stat(path)
	script := sel.scripting && isScript(filepath.Base(path))
	switch {
	case err != nil:
		return fmt.Errorf("find path %s: %w", given, cause(err))
	case info.IsDir():
		sel.dirs = append(sel.dirs, path)
	case pattern:
		return fmt.Errorf("find path %s: not a directory", given)
	case !strings.HasSuffix(path, ".go") && !script:
		return fmt.Errorf("find path %s: not a Go file; give a directory or a .go file", given)
	case !info.Mode().IsRegular():
		sel.odd = append(sel.odd, path)
	case script:
		sel.scripts = append(sel.scripts, path)
	default:
		sel.files = append(sel.files, path)
	}
	return nil
}

// cutPattern cuts the /... off a pattern such as ./...
func cutPattern(p string) (path string, pattern bool) {
	p = filepath.FromSlash(p)
	if p == "..." {
		return ".", true
	}
	sep := string(filepath.Separator)
	path, pattern = strings.CutSuffix(p, sep+"...")
	switch {
	case pattern && path == "":
		path = sep
	case path == "":
		path = "."
	}
	return path, pattern
}

// hint says what to give instead of a path that looks like an import path or a name of the go command.
func hint(given string) string {
	first, _, deep := strings.Cut(given, "/")
	switch {
	case given == "all" || given == "std" || given == "cmd",
		deep && strings.Contains(strings.TrimLeft(first, "."), "."):
		return "; give a directory or a file, not an import path"
	}
	return ""
}

// findRoot sets the root: the repository of the first path if all lie in it, or else the
// directory they have in common.
func (sel *selection) findRoot() {
	dirs := append([]string(nil), sel.dirs...)
	for _, f := range slices.Concat(sel.files, sel.scripts, sel.odd) {
		dirs = append(dirs, filepath.Dir(f))
	}
	sel.root, sel.repo = repository(dirs[0])
	common := dirs[0]
	for _, d := range dirs {
		sel.repo = sel.repo && within(sel.root, d)
		for !within(common, d) {
			common = filepath.Dir(common)
		}
	}
	if !sel.repo {
		sel.root = common
	}
}

// repository returns the nearest directory from dir upwards that holds .git: a directory, or a
// file in worktrees and submodules (git-worktree(1), gitsubmodules(7)).
func repository(dir string) (string, bool) {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil {
			return d, true
		}
		if d == filepath.Dir(d) {
			return "", false
		}
	}
}

// within reports whether path is dir or lies below it.
func within(dir, path string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	sep := string(filepath.Separator)
	return ok && (rest == "" || strings.HasPrefix(rest, sep) || strings.HasSuffix(dir, sep))
}

// excluded says why a directory of that name is left out, or nothing.
func excluded(name string) string {
	switch {
	case name == "vendor" || name == "testdata" || name == "node_modules":
		return name + " directory"
	case name != "" && (name[0] == '.' || name[0] == '_'):
		return "hidden directory"
	}
	return ""
}

// reachable reports whether a walk from base comes to dir: whether dir lies in base and not in
// a directory that is left out.
func reachable(base, dir string) bool {
	if !within(base, dir) {
		return false
	}
	for name := range strings.SplitSeq(dir[len(base):], string(filepath.Separator)) {
		if excluded(name) != "" {
			return false
		}
	}
	return true
}

// relative returns path as reports show it: relative to root, with slashes, in valid UTF-8.
func relative(root, path string) string {
	rel, ok := path, false
	if within(root, path) {
		rel = strings.TrimPrefix(path[len(root):], string(filepath.Separator))
		ok = true
	}
	if !ok {
		if up, err := filepath.Rel(root, path); err == nil {
			rel = up
		}
	}
	if rel == "" {
		rel = "."
	}
	if !utf8.ValidString(rel) {
		rel = strings.ToValidUTF8(rel, "\uFFFD")
	}
	return filepath.ToSlash(rel)
}

// cause strips operation and path from an error of package os: the reports name the file already.
func cause(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
