package asynctimer

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
)

// run finds Go code that sets GODEBUG to an asynctimerchan setting: by a call of os.Setenv, t.Setenv and their like, in
// the environment of a command that it starts, or for a program that it links.
func run(p *rule.Pass) {
	for _, cur := range p.Calls {
		call := cur.Node().(*ast.CallExpr)
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if ok && sel.Sel.Name == "Setenv" && len(call.Args) == 2 && p.ConstString(call.Args[0]) == "GODEBUG" {
			reportGodebug(p, cur, "setenv", settingIn(p.Package, call.Args[1]))
		}
	}
	for cur := range p.Root.Preorder((*ast.BasicLit)(nil)) {
		if n := cur.Node().(*ast.BasicLit); n.Kind == token.STRING && strings.Contains(n.Value, "asynctimerchan") {
			asyncTimerLiteral(p, cur)
		}
	}
}

// asyncTimerLiteral looks at a string that sets a variable by itself, as "GODEBUG=asynctimerchan=1", and at the value
// of a GODEBUG entry in a map or list of variables.
func asyncTimerLiteral(p *rule.Pass, cur inspector.Cursor) {
	text := p.ConstString(cur.Node().(*ast.BasicLit))
	switch _, flags, linked := strings.Cut(text, "runtime.godebugDefault="); {
	case linked:
		flags, _, _ = strings.Cut(flags, " ")
		if g := settingOf(flags); g != nil {
			g.key = "godebugDefault"
			reportGodebug(p, cur, "command", g)
		}
	case strings.HasPrefix(text, "GODEBUG=") && !onlyRead(p.Package, cur):
		reportGodebug(p, cur, "command", settingOf(text[len("GODEBUG="):]))
	case isGodebugEntry(p.Package, cur):
		reportGodebug(p, cur, "command", settingOf(text))
	}
}

// reportGodebug reports g, if there is one, at cur.
func reportGodebug(p *rule.Pass, cur inspector.Cursor, variant string, g *godebug) {
	if g == nil {
		return
	}
	f := flow.NewFinding(p.Package, flow.SiteAt(p.Package, cur))
	f.Variant = variant
	judgeGodebug(&f, *g)
	if variant == "setenv" && g.brings() {
		f.Message = "GODEBUG=asynctimerchan=" + g.value +
			" brings back timers that leak; from Go 1.27 on it has no effect here, and programs that get this environment stop at start-up"
	}
	p.Found(f)
}

// settingIn returns the setting in the expression e, or nil. A sum of strings is searched part by part: in
// "asynctimerchan=" + mode it is only the run that tells the value.
func settingIn(p *code.Package, e ast.Expr) *godebug {
	sum, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD || p.ConstString(e) != "" {
		return settingOf(p.ConstString(e))
	}
	if g := settingIn(p, sum.X); g != nil {
		return g
	}
	return settingIn(p, sum.Y)
}

// settingOf returns the setting in list, a value of GODEBUG, or nil. Text with white space is no such value.
func settingOf(list string) *godebug {
	if strings.ContainsAny(list, " \t\n") {
		return nil
	}
	g, _ := values(list, 0, "GODEBUG")
	return g
}

// onlyRead reports whether the string cur is compared, searched for or printed, and not an environment.
func onlyRead(p *code.Package, cur inspector.Cursor) bool {
	kind, _ := code.ClimbParens(cur).ParentEdge()
	switch n := code.ClimbParens(cur).Parent().Node().(type) {
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

// isGodebugEntry reports whether cur is the value of GODEBUG: in a map, as {"GODEBUG": "…"} or env["GODEBUG"] = "…",
// or in a list of structs with Name and Value, as those of Kubernetes.
func isGodebugEntry(p *code.Package, cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Rhs || i >= len(n.Lhs) {
			return false
		}
		index, ok := ast.Unparen(n.Lhs[i]).(*ast.IndexExpr)
		return ok && p.ConstString(index.Index) == "GODEBUG"
	case *ast.KeyValueExpr:
		if kind != edge.KeyValueExpr_Value {
			return false
		}
		if p.ConstString(n.Key) == "GODEBUG" {
			return true
		}
		outer, ok := cur.Parent().Parent().Node().(*ast.CompositeLit)
		if !ok {
			return false
		}
		for _, e := range outer.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv != n && p.ConstString(kv.Value) == "GODEBUG" {
				return true
			}
		}
	}
	return false
}
