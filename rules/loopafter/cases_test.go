package loopafter_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/loopafter"
)

func TestCases(t *testing.T) { cases.Run(t, loopafter.Rule) }
