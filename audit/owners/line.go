package owners

import (
	"bufio"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/hmarr/codeowners"

	"unleak/audit"
)

// matchers are the kinds of owners there are: those of GitHub, and what else GitLab knows.
var matchers = append([]codeowners.OwnerMatcher{codeowners.OwnerMatchFunc(matchGitLab)}, codeowners.DefaultOwnerMatchers...)

// gitLab matches a user with dots in the name, a group in groups and a role: @jane.doe, @org/group/team, @@developer.
var gitLab = regexp.MustCompile(`^@(@?[\w.-]+(?:/[\w.-]+)*)$`)

func matchGitLab(s string) (codeowners.Owner, error) {
	match := gitLab.FindStringSubmatch(s)
	if match == nil {
		return codeowners.Owner{}, codeowners.ErrNoMatch
	}
	return codeowners.Owner{Value: match[1], Type: codeowners.UsernameOwner}, nil
}

// parseLine reads one line: the library gives a file up at the first line it cannot read, and the forges go on.
func parseLine(line string) (codeowners.Ruleset, error) {
	if len(line) >= bufio.MaxScanTokenSize { // the library would pass over it without a word
		return nil, fmt.Errorf("more than %d bytes", bufio.MaxScanTokenSize-1)
	}
	rule, err := codeowners.ParseFile(strings.NewReader(line), codeowners.WithOwnerMatchers(matchers))
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "line 1: "))
	}
	for _, r := range rule {
		if r.RawPattern() == "/" { // the library would panic
			return nil, errors.New("the pattern / matches no file")
		}
	}
	return rule, nil
}

// parseGitLab reads one line as GitLab does: a name with a slash in it that does not begin with one counts in every directory, too, and not from the
// root only.
func parseGitLab(line string) (codeowners.Ruleset, error) {
	rule, err := parseLine(line)
	if err != nil || len(rule) == 0 {
		return rule, err
	}
	pattern := rule[0].RawPattern()
	if strings.HasPrefix(pattern, "/") || strings.HasPrefix(pattern, "**") {
		return rule, nil
	}
	return parseLine("**/" + line)
}

func problem(file string, line int, err error) audit.Problem {
	return audit.Problem{File: file, Line: line, Reason: fmt.Sprintf("read owners: %v; the line is left out", err)}
}
