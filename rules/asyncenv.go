package rules

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// asyncTimerCode finds Go code that sets GODEBUG to an asynctimerchan setting: by a call of os.Setenv, t.Setenv and their like, in the
// environment of a command that it starts, or for a program that it links.
func asyncTimerCode(p *Pass) {
	for _, cur := range p.calls {
		call := cur.Node().(*ast.CallExpr)
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if ok && sel.Sel.Name == "Setenv" && len(call.Args) == 2 && p.text(call.Args[0]) == "GODEBUG" {
			p.reportGodebug(cur, "setenv", p.settingIn(call.Args[1]))
		}
	}
	for cur := range p.root.Preorder((*ast.BasicLit)(nil)) {
		if n := cur.Node().(*ast.BasicLit); n.Kind == token.STRING && strings.Contains(n.Value, "asynctimerchan") {
			p.asyncTimerLiteral(cur)
		}
	}
}

// asyncTimerLiteral looks at a string that sets a variable by itself, as "GODEBUG=asynctimerchan=1", and at the value of a GODEBUG
// entry in a map or list of variables.
func (p *Pass) asyncTimerLiteral(cur inspector.Cursor) {
	text := p.text(cur.Node().(*ast.BasicLit))
	switch _, flags, linked := strings.Cut(text, "runtime.godebugDefault="); {
	case linked:
		flags, _, _ = strings.Cut(flags, " ")
		if g := settingOf(flags); g != nil {
			g.key = "godebugDefault"
			p.reportGodebug(cur, "command", g)
		}
	case strings.HasPrefix(text, "GODEBUG=") && !p.onlyRead(cur):
		p.reportGodebug(cur, "command", settingOf(text[len("GODEBUG="):]))
	case p.isGodebugEntry(cur):
		p.reportGodebug(cur, "command", settingOf(text))
	}
}

// reportGodebug reports g, if there is one, at cur.
func (p *Pass) reportGodebug(cur inspector.Cursor, variant string, g *godebug) {
	if g == nil {
		return
	}
	f := p.finding(p.siteAt(cur))
	f.Variant = variant
	f.judgeGodebug(*g)
	if variant == "setenv" && g.brings() {
		f.Message = "GODEBUG=asynctimerchan=" + g.value +
			" brings back timers that leak; from Go 1.27 on it has no effect here, and programs that get this environment stop at start-up"
	}
	p.report(f)
}

// settingIn returns the setting in the expression e, or nil. A sum of strings is searched part by part: in "asynctimerchan=" + mode it
// is only the run that tells the value.
func (p *Pass) settingIn(e ast.Expr) *godebug {
	sum, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD || p.text(e) != "" {
		return settingOf(p.text(e))
	}
	if g := p.settingIn(sum.X); g != nil {
		return g
	}
	return p.settingIn(sum.Y)
}

// settingOf returns the setting in list, a value of GODEBUG, or nil. Text with white space is no such value.
func settingOf(list string) *godebug {
	if strings.ContainsAny(list, " \t\n") {
		return nil
	}
	g, _ := values(list, 0, "GODEBUG")
	return g
}

// text returns the value of e, if it is a constant string, or "".
func (p *Package) text(e ast.Expr) string {
	if v := p.Info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return ""
}

// onlyRead reports whether the string cur is compared, searched for or printed, and not an environment.
func (p *Pass) onlyRead(cur inspector.Cursor) bool {
	kind, _ := climbParens(cur).ParentEdge()
	switch n := climbParens(cur).Parent().Node().(type) {
	case *ast.BinaryExpr:
		return n.Op != token.ADD
	case *ast.CaseClause:
		return true
	case *ast.CallExpr:
		if kind != edge.CallExpr_Args {
			return false
		}
		name := types.ExprString(n.Fun)
		for _, word := range []string{"strings.", "bytes.", "Print", "Error", "Fatal", "Log", "Skip", "Contains", "Equal"} {
			if strings.Contains(name, word) {
				return true
			}
		}
	}
	return false
}

// isGodebugEntry reports whether cur is the value of GODEBUG: in a map, as {"GODEBUG": "…"} or env["GODEBUG"] = "…", or in a list of
// structs with Name and Value, as those of Kubernetes.
func (p *Pass) isGodebugEntry(cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Rhs || i >= len(n.Lhs) {
			return false
		}
		index, ok := ast.Unparen(n.Lhs[i]).(*ast.IndexExpr)
		return ok && p.text(index.Index) == "GODEBUG"
	case *ast.KeyValueExpr:
		if kind != edge.KeyValueExpr_Value {
			return false
		}
		if p.text(n.Key) == "GODEBUG" {
			return true
		}
		outer, ok := cur.Parent().Parent().Node().(*ast.CompositeLit)
		if !ok {
			return false
		}
		for _, e := range outer.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv != n && p.text(kv.Value) == "GODEBUG" {
				return true
			}
		}
	}
	return false
}
