package needlessdrain

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
	"unleak/rules/value"
)

// A helper is a function that only stops, drains and resets a timer: since Go 1.23 its calls can be those of a method.
//
//	func resetTimer(t *time.Timer, d time.Duration) {
//		if !t.Stop() {
//			<-t.C
//		}
//		t.Reset(d)
//	}
//
// Its name ends in Timer: so functions that call it can be told from others before they are parsed.
type helper struct {
	decl   *ast.FuncDecl
	run    timer.Run
	timer  int // which parameter is the timer
	wait   int // which one is the duration of the Reset; -1: there is no Reset
	method string
}

// helpers reports the helpers of the package and their calls.
func helpers(p *rule.Pass) {
	for cur := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
		h, ok := helperAt(p.Package, cur)
		if !ok {
			continue
		}
		made := 0
		for _, call := range p.Calls {
			if p.DeclOfCall(call) != h.decl || p.OldFile(call) {
				continue
			}
			f := flow.NewFinding(p.Package, flow.SiteAt(p.Package, call))
			f.Variant = "call"
			f.Message = h.does() + ", which a plain " + h.method + " does since Go 1.23"
			if f.Fix = fixCall(p.Package, h, call); f.Fix.Change != nil {
				made++
			}
			p.Found(f)
		}
		reportHelper(p, h, cur, made)
	}
}

// reportHelper reports the helper itself, of which made calls go.
func reportHelper(p *rule.Pass, h helper, cur inspector.Cursor, made int) {
	f := flow.NewFinding(p.Package, flow.SiteAt(p.Package, cur.ChildAt(edge.FuncDecl_Name, -1)))
	f.Variant = "helper"
	f.Message = h.does() + ": since Go 1.23 its calls can be a plain " + h.method
	switch mentions, _ := mentionsOf(p.Package, h.decl.Name.Name); {
	case made > 0 && mentions == made+1:
		f.Message += "; with these fixes nothing uses it any more: delete it"
	case made > 0:
		f.Message += "; once they are, delete it"
	}
	f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "a declaration is not deleted"}
	p.Found(f)
}

// does says what h does.
func (h helper) does() string {
	if h.wait < 0 {
		return h.decl.Name.Name + " only stops a timer"
	}
	return h.decl.Name.Name + " only sets a timer"
}

// helperAt matches a helper.
func helperAt(p *code.Package, cur inspector.Cursor) (h helper, ok bool) {
	decl := cur.Node().(*ast.FuncDecl)
	name := decl.Name.Name
	ft := decl.Type
	if decl.Recv != nil || decl.Body == nil || ft.Results != nil || ft.TypeParams != nil || decl.Name.IsExported() ||
		!strings.HasSuffix(name, "Timer") || len(decl.Body.List) == 0 || p.OldFile(cur) {
		return h, false
	}
	h = helper{decl: decl, timer: -1, wait: -1, method: "Stop"}
	params := paramsOf(ft)
	for i, id := range params {
		if isTimer(p.Info.TypeOf(id)) {
			h.timer = i
		}
	}
	if h.timer < 0 {
		return h, false
	}
	first, _ := cur.FindNode(decl.Body.List[0])
	h.run = timer.RunOf(p, first, code.RefTo(p.ObjectOf(params[h.timer])))
	n, used := len(h.run.Stmts), 1
	if h.run.Call != nil {
		n++
		h.method = "Reset"
		for i, id := range params {
			if i != h.timer && p.ObjectOf(h.run.Call.Args[0]) == p.ObjectOf(id) && p.ObjectOf(id) != nil {
				h.wait, used = i, 2
			}
		}
	}
	_, declared := mentionsOf(p, name)
	needless := len(h.run.Stmts) > 1 || len(h.run.Drains) > 0 || h.run.Call != nil && len(h.run.Stmts) > 0
	return h, needless && n == len(decl.Body.List) && used == len(params) && (h.wait >= 0) == (h.run.Call != nil) && declared == 1
}

// paramsOf returns the names of the parameters, nil for those without.
func paramsOf(ft *ast.FuncType) (out []*ast.Ident) {
	for _, field := range ft.Params.List {
		if len(field.Names) == 0 {
			out = append(out, nil)
		}
		out = append(out, field.Names...)
	}
	return out
}

// isTimer reports whether t is *time.Timer.
func isTimer(t types.Type) bool {
	if t == nil {
		return false
	}
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Timer" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// mentionsOf counts the identifiers called name in the package, whether or not they denote the same, and the
// functions declared by it.
func mentionsOf(p *code.Package, name string) (all, declared int) {
	p.AnyNamed(name, func(cur inspector.Cursor) bool {
		all++
		if decl, ok := cur.Parent().Node().(*ast.FuncDecl); ok && decl.Recv == nil && cur.ParentEdgeKind() == edge.FuncDecl_Name {
			declared++
		}
		return false
	})
	return all, declared
}

// fixCall decides what becomes of a call of h.
//
// The arguments are evaluated as before, and the method does what the function did; see plainFix.
func fixCall(p *code.Package, h helper, cur inspector.Cursor) rewrite.Fix {
	call := cur.Node().(*ast.CallExpr)
	none := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	if len(call.Args) != len(paramsOf(h.decl.Type)) {
		return none("the call does not compile")
	}
	x := ast.Unparen(call.Args[h.timer])
	r, ok := p.RefOf(x)
	_, star := x.(*ast.StarExpr)
	switch {
	case code.ClimbParens(cur).ParentEdgeKind() == edge.GoStmt_Call:
		return none("the call is started with go")
	case !ok || star || !isTimer(p.Info.TypeOf(x)):
		return none("the timer is an expression that is no plain *time.Timer")
	case h.wait >= 0 && !value.Immutable(p, x) && !value.EffectFree(p, call.Args[h.wait]):
		return none("the duration is a call, which may change what the timer is")
	case timer.MayBeFunc(p, r):
		return none(reuse.NoChannel)
	case p.UsesCgo(cur):
		return none("the file uses cgo")
	case len(code.CommentsIn(cur, call.Pos(), call.End())) > 0:
		return none("a comment stands inside the call")
	}
	fix := rewrite.Fix{Level: rewrite.Safe, At: rewrite.PlaceOf(p.Fset, call)}
	if body := reuse.PlainFix(p, h.run); body.Reason == reuse.Hangs {
		fix.Level, fix.Reason = body.Level, body.Reason
	}
	fix.Change = func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[*dst.CallExpr](t, fix.At)
		if !ok {
			return edit.ErrOutdated("call of " + h.decl.Name.Name)
		}
		timer := n.Args[h.timer]
		for paren, ok := timer.(*dst.ParenExpr); ok; paren, ok = timer.(*dst.ParenExpr) {
			timer = paren.X
		}
		var args []dst.Expr
		if h.wait >= 0 {
			args = []dst.Expr{n.Args[h.wait]}
		}
		edit.OneLine(timer)
		n.Fun, n.Args = &dst.SelectorExpr{X: timer, Sel: dst.NewIdent(h.method)}, args
		return nil
	}
	return fix
}
