package apply

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// A fault is something that the go command finds wrong with a package.
type fault struct {
	dir  string // absolute, of the file that the fault is in; empty if no file is named
	key  string // the same for the same fault after lines have moved
	what string // without the place
	text string // with it
}

var (
	position = regexp.MustCompile(`^(.+?\.(?:go|c|cc|cpp|h|s)):(\d+)(?::\d+)?: (.*)$`)
	// Messages refer to other lines: "other declaration of x at a.go:12:6", "defined on line 12".
	lineNumber = regexp.MustCompile(`:\d+(:\d+)?|\bline \d+`)
)

// faults reads what compilers, go list and go vet write: a line for each fault, those that go on indented, and headings.
func (p *prover) faults(dir, text string) []fault {
	var list []fault
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "vet: ")
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(line, "# "), strings.HasSuffix(line, "too many errors"), line == "exit status 1":
		case line[0] == '\t' || line[0] == ' ':
			if n := len(list); n > 0 {
				more := p.fault(dir, strings.TrimSpace(line))
				list[n-1].key += "; " + more.key
				list[n-1].text += "; " + more.text
			}
		default:
			list = append(list, p.fault(dir, line))
		}
	}
	return list
}

// fault reads one line: "worker/queue.go:42:13: undefined: foo".
func (p *prover) fault(dir, line string) fault {
	m := position.FindStringSubmatch(line)
	if m == nil {
		return fault{key: lineNumber.ReplaceAllString(line, ""), what: line, text: line}
	}
	file := p.overlay.source(dir, m[1])
	name := p.name(file)
	return fault{
		dir:  filepath.Dir(file),
		key:  name + ": " + lineNumber.ReplaceAllString(m[3], ""),
		what: m[3],
		text: fmt.Sprintf("%s:%s: %s", name, m[2], m[3]),
	}
}

// name returns a full name as reports have it.
func (p *prover) name(full string) string {
	if rel, err := filepath.Rel(p.root, full); err == nil {
		return filepath.ToSlash(rel)
	}
	return full
}

// added returns the faults that were not there before. They are not counted: a fix may repeat an expression, and what is
// wrong with it.
func added(after, before []fault) []fault {
	known := map[string]bool{}
	for _, f := range before {
		known[f.key] = true
	}
	var out []fault
	for _, f := range after {
		if !known[f.key] {
			out = append(out, f)
		}
	}
	return out
}
