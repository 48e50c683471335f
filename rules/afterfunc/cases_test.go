package afterfunc_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/afterfunc"
)

func TestCases(t *testing.T) { cases.Run(t, afterfunc.Rule) }
