package tick_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/tick"
)

func TestCases(t *testing.T) { cases.Run(t, tick.Rule) }
