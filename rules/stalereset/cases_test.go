package stalereset_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/stalereset"
)

func TestCases(t *testing.T) { cases.Run(t, stalereset.Rule) }
