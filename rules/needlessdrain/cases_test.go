package needlessdrain_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/needlessdrain"
)

func TestCases(t *testing.T) { cases.Run(t, needlessdrain.Rule) }
