package audit

import (
	"path"
	"strings"
)

// A Coverage says which files an audit looked at, whether they exist or not.
type Coverage struct {
	paths   []string
	skipped map[string]bool // files, and directories with a slash at the end
	hidden  map[string]bool // of these, the directories that are hidden: of them, scripts are read
	failed  map[string]bool // directories in which something could not be read
}

// Coverage returns what r looked at.
func (r *Report) Coverage() *Coverage {
	c := &Coverage{paths: r.Paths, skipped: map[string]bool{}, hidden: map[string]bool{}, failed: map[string]bool{}}
	for _, s := range r.Skipped {
		c.skipped[s.File] = true
		c.hidden[s.File] = s.Reason == "hidden directory"
	}
	for _, e := range r.Errors {
		// Some rules judge a package by all of its files.
		c.failed[path.Dir(e.File)] = true
		c.skipped[e.File] = true
	}
	return c
}

// Has reports whether the audit looked at a file, or would have, had it been there.
func (c *Coverage) Has(file string) bool {
	if !c.asked(file) || c.skipped[file] || c.failed[path.Dir(file)] {
		return false
	}
	script := !strings.HasSuffix(file, ".go")
	for dir := path.Dir(file); dir != "." && dir != "/" && dir != ".."; dir = path.Dir(dir) {
		if c.skipped[dir+"/"] && !(script && c.hidden[dir+"/"]) {
			return false
		}
	}
	return true
}

// asked reports whether a file is below one of the paths.
func (c *Coverage) asked(file string) bool {
	for _, p := range c.paths {
		if p == file || p == "." && !strings.HasPrefix(file, "../") || strings.HasPrefix(file, p+"/") {
			return true
		}
	}
	return false
}
