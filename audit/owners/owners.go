// Package owners says who owns the files of a report, by a CODEOWNERS file.
package owners

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/hmarr/codeowners"

	"unleak/audit"
)

// Places are the names that a CODEOWNERS file can have, relative to the root of a repository, in the order in which they are looked for: the first
// one counts. GitHub looks at .github, the root and docs, GitLab at the root, docs and .gitlab.
var Places = []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}

// Owners is a CODEOWNERS file.
type Owners struct {
	sections []*section // in the order of the file
	known    map[string]string
}

// A section is a part of the file of which the last rule that matches counts. GitHub knows one, GitLab as many as there are headings.
type section struct {
	name     string // in lower case; empty for what comes before the first heading
	rules    codeowners.Ruleset
	fallback []codeowners.Owner // of rules that name nobody
}

// Parse reads a CODEOWNERS file. What cannot be read of it is returned as problems in file, and left out.
func Parse(file string, src []byte) (*Owners, []audit.Problem) {
	current := &section{}
	o := &Owners{sections: []*section{current}, known: map[string]string{}}
	var problems []audit.Problem
	parse := parseLine
	if strings.HasPrefix(file, ".gitlab/") || headings.Match(src) {
		parse = parseGitLab
	}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(src), "\ufeff")) {
		n++
		line = strings.TrimSpace(line)
		if heading := headings.FindStringSubmatch(line); heading != nil {
			next, err := o.section(heading)
			if err != nil {
				problems = append(problems, problem(file, n, err))
			}
			current = next
			continue
		}
		rule, err := parse(line)
		if err != nil {
			problems = append(problems, problem(file, n, err))
		}
		for i := range rule { // one, or none in a blank line or a comment
			if len(rule[i].Owners) == 0 {
				rule[i].Owners = current.fallback
			}
		}
		current.rules = append(current.rules, rule...)
	}
	return o, problems
}

// headings matches a heading of GitLab with its owners: "^[Database][2] @dba". A caret makes it optional, a number asks for so many approvals:
// neither is about who owns what.
var headings = regexp.MustCompile(`(?m)^\^?\[([^\[\]]+)\](?:\[\d+\])?(?:\s+([^#]*))?(?:#.*)?$`)

// section returns the section of a heading. Headings of the same name open the same one, whatever their case.
func (o *Owners) section(heading []string) (*section, error) {
	name := strings.ToLower(strings.TrimSpace(heading[1]))
	i := slices.IndexFunc(o.sections, func(s *section) bool { return s.name == name })
	if i < 0 {
		i = len(o.sections)
		o.sections = append(o.sections, &section{name: name})
	}
	s := o.sections[i]
	if strings.TrimSpace(heading[2]) == "" {
		return s, nil
	}
	rule, err := parseLine("* " + heading[2])
	for _, r := range rule {
		s.fallback = r.Owners
	}
	if err != nil {
		why, _, _ := strings.Cut(err.Error(), " at position") // of a line that is not the file's
		err = errors.New(why)
	}
	return s, err
}

// Of returns the owners of a file, which is slash-separated and relative to the root of the repository: "@a @b", or nothing if it has none.
func (o *Owners) Of(file string) string {
	if owners, ok := o.known[file]; ok {
		return owners
	}
	var names []string
	for _, s := range o.sections {
		rule, err := s.rules.Match(file)
		if err != nil || rule == nil { // patterns are compiled when they are read: there is no error
			continue
		}
		for _, owner := range rule.Owners {
			if name := owner.String(); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	o.known[file] = strings.Join(names, " ")
	return o.known[file]
}

// Apply notes in the findings of r who owns them.
func (o *Owners) Apply(r *audit.Report) {
	for i := range r.Findings {
		r.Findings[i].Owner = o.Of(r.Findings[i].File)
	}
	for i := range r.Suppressed {
		r.Suppressed[i].Owner = o.Of(r.Suppressed[i].File)
	}
}
