package timerlen_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/timerlen"
)

func TestCases(t *testing.T) { cases.Run(t, timerlen.Rule) }
