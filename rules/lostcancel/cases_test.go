package lostcancel_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/lostcancel"
)

func TestCases(t *testing.T) { cases.Run(t, lostcancel.Rule) }
