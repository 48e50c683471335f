package golangci

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"unleak/rules"
)

// TestPlugin asks for the plugin as golangci-lint does.
func TestPlugin(t *testing.T) {
	for name, c := range map[string]struct {
		settings any
		want     []string
	}{
		"none":  {nil, ruleNames(t)},
		"rules": {map[string]any{"rules": []string{"tick", "loopafter"}, "skip": []string{"tick"}}, []string{"loopafter"}},
		"skip":  {map[string]any{"skip": ruleNames(t)[1:]}, ruleNames(t)[:1]},
	} {
		newPlugin, err := register.GetPlugin("unleak")
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPlugin(c.settings)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, a := range list {
			got = append(got, a.Name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
		if p.GetLoadMode() != register.LoadModeTypesInfo {
			t.Errorf("load mode %s has no types", p.GetLoadMode())
		}
	}
}

func TestBadSettings(t *testing.T) {
	for _, settings := range []any{
		map[string]any{"rules": []string{"nosuch"}},
		map[string]any{"skip": []string{"nosuch"}},
		map[string]any{"rulez": []string{"tick"}},
	} {
		if _, err := New(settings); err == nil || !strings.HasPrefix(err.Error(), "read settings of unleak: ") {
			t.Errorf("%v: error %v", settings, err)
		}
	}
}

// ruleNames lists the catalogue.
func ruleNames(t *testing.T) (names []string) {
	t.Helper()
	for _, r := range rules.All() {
		names = append(names, r.Name)
	}
	if len(names) < 2 {
		t.Fatal("there are no rules")
	}
	return names
}
