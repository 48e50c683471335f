package load

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// scriptSize is the largest script that is read. Larger ones were made by programs.
const scriptSize = 1 << 20

// largeScript is the reason to leave one out.
const largeScript = "over-1-MB script"

// scriptDirs are the hidden directories that hold what runs a repository: CI workflows and development containers.
var scriptDirs = []string{".github", ".circleci", ".gitlab", ".devcontainer"}

// scriptNames are the names of scripts, in lower case; scriptStems are names that may be followed by a dot and more, as in
// Dockerfile.dev; scriptExts are the ends of names.
//
// Of the JSON and TOML files there are, only those are taken whose purpose is to describe an environment: all others are many, large
// and hold data.
var (
	scriptNames = []string{
		".envrc", "gnumakefile", "justfile", ".justfile", "taskfile", "procfile", "build", ".bazelrc",
		"devcontainer.json", ".devcontainer.json", "fly.toml", "mise.toml", ".mise.toml",
	}
	scriptStems = []string{"dockerfile", "containerfile", "makefile", "jenkinsfile", "procfile"}
	scriptExts  = []string{".dockerfile", ".containerfile", ".mk", ".sh", ".bash", ".yml", ".yaml", ".env", ".service", ".bazel", ".bazelrc"}
)

// isScript reports whether a file of that name can set the environment of programs.
func isScript(name string) bool {
	name = strings.ToLower(name)
	stem, _, _ := strings.Cut(name, ".")
	return slices.Contains(scriptNames, name) || slices.Contains(scriptStems, stem) ||
		slices.Contains(scriptExts, path.Ext(name)) || strings.HasPrefix(name, ".env.")
}

// holdsScripts reports whether a directory that is left out is searched for scripts all the same.
func (w *walk) holdsScripts(name string) bool {
	return w.sel.scripting && slices.Contains(scriptDirs, name)
}

// wantedScript reports whether a directory entry is a script to read.
func (m *walker) wantedScript(dir string, e fs.DirEntry) bool {
	if !m.sel.scripting || !isScript(e.Name()) {
		return false
	}
	switch {
	case e.Type().IsRegular():
		return true
	case e.Type()&fs.ModeSymlink != 0:
		m.skip(filepath.Join(dir, e.Name()), "symbolic link")
	case !e.IsDir():
		m.skip(filepath.Join(dir, e.Name()), specialFile)
	}
	return false
}

// scriptTasks are the tasks to read the scripts of dir.
func scriptTasks(dir string, names []string) (tasks []task) {
	for part := range slices.Chunk(names, batch) {
		tasks = append(tasks, task{dir: dir, scripts: part})
	}
	return tasks
}

// listHidden lists one of scriptDirs, or a directory below it. The Go files there are left out, as in any hidden directory.
func (m *walker) listHidden(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		m.problem(dir+"/", "read directory", err)
	}
	var tasks []task
	var scripts []string
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir() && excluded(name) == "":
			tasks = append(tasks, task{dir: filepath.Join(dir, name), hidden: true})
		case m.wantedScript(dir, e):
			scripts = append(scripts, name)
		}
	}
	if !m.ours(dir) {
		scripts = nil
	}
	m.crew.add(append(tasks, scriptTasks(dir, scripts)...)...)
}

// readScripts reads scripts of dir and keeps those with one of the words.
func (m *walker) readScripts(dir string, names []string) {
	for _, name := range names {
		file := filepath.Join(dir, name)
		src, err := readUpTo(scriptSize, file, m.buf)
		m.buf = src[:0]
		switch {
		case err == errTooLarge:
			m.skip(file, largeScript)
		case err == errNotRegular:
			m.skip(file, specialFile)
		case err != nil:
			m.problem(file, "read file", err)
		case slices.ContainsFunc(m.cfg.Scripts, func(word string) bool { return bytes.Contains(src, []byte(word)) }):
			m.scripts = append(m.scripts, Script{relative(m.sel.root, file), bytes.Clone(src)})
		}
	}
}
