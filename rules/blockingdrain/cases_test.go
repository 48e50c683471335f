package blockingdrain_test

import (
	"testing"

	"unleak/golden/cases"
	"unleak/rules/blockingdrain"
)

func TestCases(t *testing.T) { cases.Run(t, blockingdrain.Rule) }
