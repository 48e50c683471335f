package cli

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// near returns the names that somebody who wrote word may have meant, the nearest first.
func near(word string, names []string) []string {
	type guess struct {
		name string
		far  int
	}
	var guesses []guess
	for _, name := range names {
		far := distance(strings.ToLower(word), name)
		if far > 0 && len(word) >= 3 && (strings.HasPrefix(name, word) || strings.HasPrefix(word, name)) {
			far = 1
		}
		if far <= max(1, (len(word)+1)/3) {
			guesses = append(guesses, guess{name, far})
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(a.far, b.far) })
	var out []string
	for _, g := range guesses[:min(len(guesses), 3)] {
		out = append(out, g.name)
	}
	return out
}

// distance returns the number of letters to insert, delete or replace to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// didYouMean offers names at the end of an error.
func didYouMean(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; did you mean " + oneOf(names) + "?"
}

// oneOf lists names as alternatives: "a, b or c".
func oneOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// shown returns s as it appears in a message: quoted if it could be misread.
func shown(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n\"'") {
		return strconv.Quote(s)
	}
	return s
}

// shellWords returns args as a person would type them.
func shellWords(args []string) string {
	var words []string
	for _, arg := range args {
		if arg == "" || strings.ContainsAny(arg, " \t\n\"'`$&|;<>()*?[]#~!\\") {
			arg = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
		words = append(words, arg)
	}
	return strings.Join(words, " ")
}
