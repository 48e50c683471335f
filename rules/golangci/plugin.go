// Package golangci makes the rules of unleak a module plugin for golangci-lint; see docs/other-tools.md.
//
// It is a module of its own, so that unleak does not depend on golangci-lint.
package golangci

import (
	"fmt"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"unleak/rules"
	"unleak/rules/vet"
)

func init() { register.Plugin("unleak", New) }

// Settings choose the rules, as the flags of unleak audit do.
type Settings struct {
	Rules []string `json:"rules"` // these only; none: all
	Skip  []string `json:"skip"`  // not these
}

type plugin struct{ settings Settings }

// New makes the plugin from the settings in .golangci.yml.
func New(raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return nil, fmt.Errorf("read settings of unleak: %w", err)
	}
	for _, name := range slices.Concat(s.Rules, s.Skip) {
		if rules.Lookup(name) == nil {
			return nil, fmt.Errorf("read settings of unleak: no rule %q; to see the rules, run: unleak rules", name)
		}
	}
	return plugin{s}, nil
}

// BuildAnalyzers returns the chosen rules.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var list []*analysis.Analyzer
	for _, r := range rules.All() {
		wanted := len(p.settings.Rules) == 0 || slices.Contains(p.settings.Rules, r.Name)
		if wanted && !slices.Contains(p.settings.Skip, r.Name) {
			list = append(list, vet.For(r))
		}
	}
	return list, nil
}

// GetLoadMode asks for types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
