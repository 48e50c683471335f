package cli

import (
	"fmt"
	"go/version"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unleak/rules"
)

// A choice is the value of a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.of, "|") }

// Set checks s.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.of, s) {
		return fmt.Errorf("%s is not one of %s%s", shown(s), strings.Join(c.of, ", "), didYouMean(near(s, c.of)))
	}
	c.value = s
	return nil
}

// choices is the value of a flag that takes some of a few words, separated by commas.
type choices struct {
	values []string
	of     []string
	name   string // of what is chosen, for the help
}

func (c *choices) String() string { return strings.Join(c.values, ",") }
func (c *choices) Type() string   { return c.name }

// Set checks the words of s and adds them.
func (c *choices) Set(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		switch word = strings.TrimSpace(word); {
		case word == "": // a list from a script often ends in a comma
		case !slices.Contains(c.of, word):
			return fmt.Errorf("no %s %s%s", c.name, shown(word), orKnown(word, c.of))
		default:
			c.values = append(c.values, word)
		}
	}
	return nil
}

// orKnown offers the names near word, or else every name.
func orKnown(word string, names []string) string {
	if hits := near(word, names); len(hits) > 0 {
		return didYouMean(hits)
	}
	return "; there are " + strings.Join(names, ", ")
}

// A goVersion is the value of --go.
type goVersion string

func (v *goVersion) String() string { return string(*v) }
func (v *goVersion) Type() string   { return "version" }

// Set checks s.
func (v *goVersion) Set(s string) error {
	s = strings.TrimPrefix(s, "go")
	if !version.IsValid("go" + s) {
		return fmt.Errorf("%s is no Go version; write it as in go.mod: 1.22", shown(s))
	}
	*v = goVersion(s)
	return nil
}

// complete makes shells offer words for the value of a flag.
func complete(cmd *cobra.Command, flag string, words []string) {
	// The error says that there is no such flag, which the first run of any test would show.
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
}

func ruleNames() []string {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.Name)
	}
	return names
}
