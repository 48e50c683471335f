package flow

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/rule"
)

// A Site is a mention of an API with what every rule wants to know about it.
type Site struct {
	Cur     inspector.Cursor // the call, or the function's name where it is not called
	Call    *ast.CallExpr    // nil where the function is used as a value
	Body    *ast.BlockStmt   // of the innermost function; nil at package level
	InLoop  rule.InLoop
	Flow    *Graph // of Body; nil at package level
	GoStart bool   // for Closure: the literal is started by a go statement
}

// Sites yields the places that mention the package-level function name, as "time.After".
func Sites(p *code.Package, name string) []Site {
	var out []Site
	for _, ref := range p.References(name) {
		out = append(out, SiteOf(p, ref))
	}
	return out
}

// SiteOf describes the mention ref of a function.
func SiteOf(p *code.Package, ref inspector.Cursor) Site {
	s := Site{Cur: ref, InLoop: rule.No}
	up := code.ClimbParens(ref)
	if up.ParentEdgeKind() == edge.CallExpr_Fun {
		s.Cur = up.Parent()
		s.Call = s.Cur.Node().(*ast.CallExpr)
	}
	locate(p, &s)
	return s
}

// SiteAt describes cur, which need not be a call.
func SiteAt(p *code.Package, cur inspector.Cursor) Site {
	s := Site{Cur: cur, InLoop: rule.No}
	locate(p, &s)
	return s
}

// locate finds the function of s and how often s runs.
func locate(p *code.Package, s *Site) {
	s.Body = code.EnclosingBody(s.Cur)
	if s.Body == nil {
		return
	}
	s.Flow = Of(p, s.Body)
	if s.Flow.Loops(s.Cur) {
		s.InLoop = rule.Yes
	} else if lit, ok := loopedLiteral(p, s.Cur); ok {
		s.InLoop = rule.Closure
		s.GoStart = code.StartedByGo(lit)
	}
}

// loopedLiteral returns the function literal around cur that lies in a loop of the function
// around it, if there is one.
func loopedLiteral(p *code.Package, cur inspector.Cursor) (inspector.Cursor, bool) {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		outer := code.EnclosingBody(lit.Parent())
		if outer != nil && Of(p, outer).Loops(lit) {
			return lit, true
		}
	}
	return inspector.Cursor{}, false
}

// NewFinding starts a finding at s, and its trail of questions; the rule adds what it knows.
func NewFinding(p *code.Package, s Site) rule.Finding {
	n := s.Cur.Node()
	if p.Trail != nil {
		p.Trail = &code.Trail{}
		p.Note("how often does it run in one call of its function?", howOften[s.InLoop])
	}
	return rule.Finding{
		Pos:     n.Pos(),
		End:     n.End(),
		Func:    code.FuncName(s.Cur),
		Pattern: p.Pattern(n),
		InLoop:  s.InLoop,
		Class:   rule.Fine,
		Select:  code.SelectOf(s.Cur),
		Decl:    code.EnclosingDecl(s.Cur),
		Trail:   p.Trail,
	}
}

var howOften = map[rule.InLoop]string{
	rule.Yes:     "again and again: control can lead from it back to it",
	rule.No:      "at most once: control cannot lead back to it",
	rule.Closure: "once, in a function literal that a loop makes again and again",
}
