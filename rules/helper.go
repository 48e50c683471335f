package rules

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
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
	run    drainRun
	timer  int // which parameter is the timer
	wait   int // which one is the duration of the Reset; -1: there is no Reset
	method string
}

// helpers reports the helpers of the package and their calls.
func (p *Pass) helpers() {
	for cur := range p.root.Preorder((*ast.FuncDecl)(nil)) {
		h, ok := p.helperAt(cur)
		if !ok {
			continue
		}
		made := 0
		for _, call := range p.calls {
			if p.declOf(call) != h.decl || p.oldFile(call) {
				continue
			}
			f := p.finding(p.siteAt(call))
			f.Variant = "call"
			f.Message = h.does() + ", which a plain " + h.method + " does since Go 1.23"
			if f.Fix = p.fixCall(h, call); f.Fix.Change != nil {
				made++
			}
			p.report(f)
		}
		p.reportHelper(h, cur, made)
	}
}

// reportHelper reports the helper itself, of which made calls go.
func (p *Pass) reportHelper(h helper, cur inspector.Cursor, made int) {
	f := p.finding(p.siteAt(cur.ChildAt(edge.FuncDecl_Name, -1)))
	f.Variant = "helper"
	f.Message = h.does() + ": since Go 1.23 its calls can be a plain " + h.method
	switch mentions, _ := p.mentionsOf(h.decl.Name.Name); {
	case made > 0 && mentions == made+1:
		f.Message += "; with these fixes nothing uses it any more: delete it"
	case made > 0:
		f.Message += "; once they are, delete it"
	}
	f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "a declaration is not deleted"}
	p.report(f)
}

// does says what h does.
func (h helper) does() string {
	if h.wait < 0 {
		return h.decl.Name.Name + " only stops a timer"
	}
	return h.decl.Name.Name + " only sets a timer"
}

// helperAt matches a helper.
func (p *Pass) helperAt(cur inspector.Cursor) (h helper, ok bool) {
	decl := cur.Node().(*ast.FuncDecl)
	name := decl.Name.Name
	ft := decl.Type
	if decl.Recv != nil || decl.Body == nil || ft.Results != nil || ft.TypeParams != nil || decl.Name.IsExported() ||
		!strings.HasSuffix(name, "Timer") || len(decl.Body.List) == 0 || p.oldFile(cur) {
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
	h.run = p.runOf(first, ref{obj: p.objectOf(params[h.timer])})
	n, used := len(h.run.stmts), 1
	if h.run.call != nil {
		n++
		h.method = "Reset"
		for i, id := range params {
			if i != h.timer && p.objectOf(h.run.call.Args[0]) == p.objectOf(id) && p.objectOf(id) != nil {
				h.wait, used = i, 2
			}
		}
	}
	_, declared := p.mentionsOf(name)
	needless := len(h.run.stmts) > 1 || len(h.run.drains) > 0 || h.run.call != nil && len(h.run.stmts) > 0
	return h, needless && n == len(decl.Body.List) && used == len(params) && (h.wait >= 0) == (h.run.call != nil) && declared == 1
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

// mentionsOf counts the identifiers called name in the package, whether or not they denote the same, and the functions declared by it.
func (p *Package) mentionsOf(name string) (all, declared int) {
	p.anyNamed(name, func(cur inspector.Cursor) bool {
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
func (p *Pass) fixCall(h helper, cur inspector.Cursor) rewrite.Fix {
	call := cur.Node().(*ast.CallExpr)
	none := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	if len(call.Args) != len(paramsOf(h.decl.Type)) {
		return none("the call does not compile")
	}
	x := ast.Unparen(call.Args[h.timer])
	r, ok := p.refOf(x)
	_, star := x.(*ast.StarExpr)
	switch {
	case climbParens(cur).ParentEdgeKind() == edge.GoStmt_Call:
		return none("the call is started with go")
	case !ok || star || !isTimer(p.Info.TypeOf(x)):
		return none("the timer is an expression that is no plain *time.Timer")
	case h.wait >= 0 && !p.fixed(x) && !p.simple(call.Args[h.wait]):
		return none("the duration is a call, which may change what the timer is")
	case p.mayBeFunc(r):
		return none(noChannel)
	case p.usesCgo(cur):
		return none("the file uses cgo")
	case len(commentsIn(cur, call.Pos(), call.End())) > 0:
		return none("a comment stands inside the call")
	}
	fix := rewrite.Fix{Level: rewrite.Safe, At: rewrite.PlaceOf(p.Fset, call)}
	if body := p.plainFix(h.run); body.Reason == hangs {
		fix.Level, fix.Reason = body.Level, body.Reason
	}
	fix.Change = func(t *rewrite.Tree) error {
		n, ok := nodeAs[*dst.CallExpr](t, fix.At)
		if !ok {
			return errOutdated("call of " + h.decl.Name.Name)
		}
		timer := n.Args[h.timer]
		for paren, ok := timer.(*dst.ParenExpr); ok; paren, ok = timer.(*dst.ParenExpr) {
			timer = paren.X
		}
		var args []dst.Expr
		if h.wait >= 0 {
			args = []dst.Expr{n.Args[h.wait]}
		}
		oneLine(timer)
		n.Fun, n.Args = &dst.SelectorExpr{X: timer, Sel: dst.NewIdent(h.method)}, args
		return nil
	}
	return fix
}
