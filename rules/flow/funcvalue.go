package flow

import (
	"unleak/rules/code"
	"unleak/rules/rule"
)

// FuncValue is the finding for a mention of the function api that is no call, as f := time.After. Who calls it, and
// how often, is not followed, so it is listed as harmless.
func FuncValue(p *code.Package, s Site, api string) rule.Finding {
	f := NewFinding(p, s)
	f.Variant, f.InLoop = "value", rule.No
	f.Message = api + " is used as a function value; where it is called is not followed"
	return f
}
