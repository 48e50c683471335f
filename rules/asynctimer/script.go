package asynctimer

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"unleak/rules/rule"
)

// A godebug is an asynctimerchan setting in a script, or in a list of GODEBUG settings.
type godebug struct {
	line     int    // 1-based
	from, to int    // of the text in the line, in bytes, from the name of the variable to the value
	text     string // as written
	key      string // what stands for the variable, as "GODEBUG", "-godebug" or "godebugDefault"
	value    string // as written; empty where it cannot be read
}

// brings reports whether the setting turns the old timers on: any number but 0 does (runtime/time.go in Go 1.23 to
// 1.26).
func (g godebug) brings() bool {
	n, err := strconv.Atoi(g.value)
	return err == nil && n != 0
}

// known reports whether it can be told what the setting does.
func (g godebug) known() bool {
	_, err := strconv.Atoi(g.value)
	return err == nil
}

// The ways to set GODEBUG: with an equals sign or a colon, and what stands before the value in Dockerfiles, fish and
// csh.
var (
	godebugAssign  = regexp.MustCompile(`(?i)-?(?:runtime\.)?godebug(?:default)?["'\])]*\s*(?:(?:[:?+]|::)?=|:)\s*`)
	godebugCommand = regexp.MustCompile(`\b(?:ENV|setenv|set(?:\s+-\w+)+)\s+GODEBUG\s+`)
	// A list of settings goes on to the next white space, or sign that means something to a shell; expressions of
	// make, shells and GitHub belong to it, as do the items of a list in brackets.
	godebugList    = regexp.MustCompile(`^(?:\$\{\{[^}]*\}\}|\$\([^)]*\)|,\s+|[^\s;&|<>])*`)
	godebugSetting = regexp.MustCompile(`\basynctimerchan=([^\s,;&|"'\\)\]}]{0,40})`)
	// In lists of variables, as those of Kubernetes, the value has a line of its own.
	godebugName = regexp.MustCompile(`(?i)^[\s{-]*(?:["']?name["']?\s*:\s*["']?GODEBUG["']?\s*,?|["']?GODEBUG["']?\s*:\s*(?:[>|][-+]?)?)\s*$`)
	// The name may come second, in the same item.
	godebugNameBehind = regexp.MustCompile(`(?i)^\s*["']?name["']?\s*:\s*["']?GODEBUG["']?\s*$`)
	godebugValue      = regexp.MustCompile(`^([\s-]*(?:["']?value["']?\s*:\s*)?["']?)[^\s:"']*\basynctimerchan=`)
	godebugPair       = regexp.MustCompile(`(?i)\bname["']?\s*:\s*["']?GODEBUG["']?\s*,\s*["']?value["']?\s*:\s*`)
	// What only speaks of a setting.
	spokenTitle = regexp.MustCompile(`^\s*(?:-\s+)?["']?(?:name|run-name|displayName|title|description|summary|label|message|if)["']?\s*:`)
	spokenLine  = regexp.MustCompile(`^\s*(?:-\s+|@|RUN\s+|run:\s*)*(?:(?:echo|printf)\s[^>&;|]*$|grep\s)`)
)

// godebugs returns the asynctimerchan settings of a script, in order. Comments do not count, nor do lines that only
// print or compare one.
func godebugs(s rule.Script) (list []godebug) {
	if !strings.Contains(string(s.Src), "asynctimerchan") {
		return nil
	}
	lines := strings.Split(string(s.Src), "\n")
	for i, line := range lines {
		lines[i] = withoutComment(s, strings.TrimSuffix(line, "\r"))
	}
	named := false // does the line go on with the value of GODEBUG?
	for i, line := range lines {
		found := settingsIn(line)
		if len(found) == 0 && (named || i+1 < len(lines) && godebugNameBehind.MatchString(lines[i+1])) {
			found = valueIn(line)
		}
		for _, g := range found {
			g.line = i + 1
			list = append(list, g.quoted(line))
		}
		rest := strings.TrimSpace(line)
		named = godebugName.MatchString(line) || named && (rest == "" || rest[0] == '-' && !strings.Contains(rest, ":"))
	}
	return list
}

// valueIn returns the setting in a line that holds the value of a variable named in another.
func valueIn(line string) []godebug {
	at := godebugValue.FindStringSubmatchIndex(line)
	if at == nil {
		return nil
	}
	g, _ := values(line, at[3], "GODEBUG")
	if g == nil {
		return nil
	}
	g.from = len(line) - len(strings.TrimLeft(line, " \t-"))
	return []godebug{*g}
}

// settingsIn returns the settings that stand in one line together with what they are for.
func settingsIn(line string) (list []godebug) {
	if !strings.Contains(line, "asynctimerchan=") || spokenTitle.MatchString(line) && !godebugPair.MatchString(line) || spokenLine.MatchString(line) {
		return nil
	}
	for _, form := range []*regexp.Regexp{godebugAssign, godebugCommand, godebugPair} {
		done := 0 // what stands before belongs to a list that was looked at
		for _, at := range form.FindAllStringIndex(line, -1) {
			if at[0] < done || form == godebugAssign && !isAssigned(line, at[0], at[1]) {
				continue
			}
			key := "GODEBUG"
			switch text := strings.ToLower(line[at[0]:at[1]]); {
			case strings.HasPrefix(text, "-"):
				key = "-godebug"
			case strings.Contains(text, "godebugdefault"):
				key = "godebugDefault"
			}
			g, end := values(line, at[1], key)
			if done = end; g != nil {
				g.from = at[0]
				list = append(list, *g)
			}
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

// isAssigned reports whether the mention of GODEBUG in line[from:to] names the variable that is set: it is no part of
// a longer name, does not read the variable, and compares nothing.
func isAssigned(line string, from, to int) bool {
	before := strings.TrimSuffix(line[:from], "{")
	if strings.HasSuffix(line[:from], "$") || before != line[:from] && strings.HasSuffix(before, "$") {
		return false
	}
	if from > 0 && line[from] != '-' && isWord(line[from-1]) {
		return false
	}
	return to >= len(line) || line[to] != '='
}

// isWord reports whether c can be part of the name of a variable.
func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// values returns the setting in the list that starts at line[from:], if there is one, and the end of the list. Of
// several the one that brings the old timers counts: Go 1.27 looks at each (runtime/runtime1.go).
func values(line string, from int, key string) (best *godebug, end int) {
	list := godebugList.FindString(line[from:])
	for _, at := range godebugSetting.FindAllStringSubmatchIndex(list, -1) {
		g := godebug{from: from, to: from + at[1], key: key, value: list[at[2]:at[3]]}
		if best == nil || g.brings() && !best.brings() {
			best = &g
		}
	}
	return best, from + len(list)
}

// quoted takes the text of g from its line, with the quotes that belong to it. A text that is too long for a report
// is cut to the setting itself.
func (g godebug) quoted(line string) godebug {
	const most = 120 // bytes
	if g.to-g.from > most {
		g.from = g.to - min(most, len("asynctimerchan=")+len(g.value))
	}
	for _, quote := range []byte{'"', '\''} {
		odd := strings.Count(line[g.from:g.to], string(quote))%2 == 1
		before, behind := g.from > 0 && line[g.from-1] == quote, g.to < len(line) && line[g.to] == quote
		switch {
		case odd && behind:
			g.to++
		case before && behind && !odd:
			g.from, g.to = g.from-1, g.to+1
		}
	}
	g.text = line[g.from:g.to]
	return g
}

// withoutComment returns line without its comment, by the rules of this kind of file. Only a comment that stands at
// the beginning of a line or behind white space, outside of quotes, is surely one.
func withoutComment(s rule.Script, line string) string {
	marks := []string{"#"}
	trimmed := strings.TrimSpace(line)
	switch name := strings.ToLower(path.Base(s.Path)); {
	case strings.HasPrefix(name, "jenkinsfile") || strings.HasSuffix(name, ".json"):
		marks = []string{"//"}
		if strings.HasPrefix(trimmed, "*") || strings.HasPrefix(trimmed, "/*") {
			return ""
		}
	case strings.HasSuffix(name, ".service") && strings.HasPrefix(trimmed, ";"):
		return ""
	}
	quote := byte(0)
	for i := range len(line) {
		c := line[i]
		start := i == 0 || strings.IndexByte(" \t", line[i-1]) >= 0
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (start || strings.IndexByte("=:,([{", line[i-1]) >= 0):
			quote = c
		case start:
			for _, mark := range marks {
				if strings.HasPrefix(line[i:], mark) {
					return line[:i]
				}
			}
		}
	}
	return line
}
