package unstopped_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/unstopped"
)

func TestCases(t *testing.T) { cases.Run(t, unstopped.Rule) }
