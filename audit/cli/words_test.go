package cli

import (
	"slices"
	"testing"
)

func TestNear(t *testing.T) {
	names := []string{"afterfunc", "loopafter", "lostcancel", "tick", "timerlen", "unstopped"}
	for word, want := range map[string][]string{
		"loopafer":    {"loopafter"},
		"LoopAfter":   {"loopafter"},
		"loop":        {"loopafter"},
		"ticker":      {"tick"},
		"tik":         {"tick"},
		"lostcancell": {"lostcancel"},
		"zzzz":        nil,
		"":            nil,
	} {
		if got := near(word, names); !slices.Equal(got, want) {
			t.Errorf("near(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestShellWords(t *testing.T) {
	got := shellWords([]string{"a/b", "two words", "it's", "", "$HOME"})
	if want := `a/b 'two words' 'it'\''s' '' '$HOME'`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
