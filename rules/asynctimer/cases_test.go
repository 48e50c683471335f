package asynctimer_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/asynctimer"
)

func TestCases(t *testing.T) { cases.Run(t, asynctimer.Rule) }
