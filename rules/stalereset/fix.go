package stalereset

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
)

// fixStale decides what becomes of a Reset that can leave an old value behind: Reset where Stop caught the timer in
// time, and a new timer otherwise. The argument stands at reuse.RearmOf. It repairs a bug, so the program does
// something else than before, and the fix is for review.
func fixStale(p *rule.Pass, s flow.Site) rewrite.Fix {
	timer, _ := p.MethodOn(s.Call, "Reset")
	r, reason := reuse.RearmOf(p, s, timer)
	if r == nil {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return r.Fix("an old value can be received, and no longer is")
}
