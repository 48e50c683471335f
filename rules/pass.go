package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// A Package is what the rules share about one package: syntax, types, where the functions
// and methods they care about are mentioned, and the control flow of its functions.
type Package struct {
	Fset  *token.FileSet
	Types *types.Package
	Info  *types.Info
	// Mentioning returns the files of the package that contain an identifier, parsed whole and without types. It is nil
	// where the package is complete as it is; a loader that leaves out what seems to matter to no rule must set it.
	Mentioning func(name string) []inspector.Cursor
	// Excerpt says that the loader left out the files and function bodies that seemed to matter to no rule. See Pass.NeedWhole.
	Excerpt bool

	// Elsewhere returns the functions, as "run" and "server.run", that other files of the package declare, which a driver left out because they are for
	// other systems: what such a function does is not known. It is nil where the files of all systems are here.
	Elsewhere func() map[string]bool

	root    inspector.Cursor
	calls   []inspector.Cursor            // every call, in source order
	ifs     []inspector.Cursor            // every if statement
	refs    map[string][]inspector.Cursor // mentions by qualified name, in source order
	mutable map[types.Object]bool         // variables that change behind their function's back
	funcs   map[*types.Func]*ast.FuncDecl
	byName  map[string][]inspector.Cursor // function declarations by declName; see declsOf
	looked  bool                          // an answer hangs on functions or types of the package that an excerpt may not have
	memos   map[any]any                   // by *Memo[T], of type T
}

// NewPackage indexes the files of the type-checked package pkg. The check may have been lenient:
// a name that info does not resolve is not one of ours. A rule needs Types, Defs and Uses of info.
func NewPackage(fset *token.FileSet, pkg *types.Package, info *types.Info, files *inspector.Inspector) *Package {
	p := &Package{
		Fset:    fset,
		Types:   pkg,
		Info:    info,
		root:    files.Root(),
		refs:    map[string][]inspector.Cursor{},
		mutable: map[types.Object]bool{},
		funcs:   map[*types.Func]*ast.FuncDecl{},
		memos:   map[any]any{},
	}
	p.index()
	return p
}

// A Pass is one rule at work on one package.
type Pass struct {
	*Package
	Rule     *Rule
	Timers   Timers
	Guessed  bool      // Timers comes from the go line alone: a module that counts as a library may be a program
	Settings []Setting // of the module; only for Rule.Settings
	Scripts  []Script  // only for Rule.Scripts
	Form     string    // of rewritten loops: "auto", "drain", "replace" or "fresh"; empty means auto
	Report   func(Finding)
	// NeedWhole is for a rule at work on an excerpt, which calls it when what it has found can only be judged with the whole
	// package at hand. What the rule reports on the excerpt is then dropped, before and after, and it runs again on
	// the whole package; it had better return. Nil where the package is whole.
	NeedWhole func()
}

// A site is a mention of an API with what every rule wants to know about it.
type site struct {
	cur     inspector.Cursor // the call, or the function's name where it is not called
	call    *ast.CallExpr    // nil where the function is used as a value
	body    *ast.BlockStmt   // of the innermost function; nil at package level
	inLoop  InLoop
	flow    *flow // of body; nil at package level
	goStart bool  // for Closure: the literal is started by a go statement
}

// sites yields the places that mention the package-level function name, as "time.After".
func (p *Pass) sites(name string) []site {
	var out []site
	for _, ref := range p.references(name) {
		out = append(out, p.siteOf(ref))
	}
	return out
}

// siteOf describes the mention ref of a function.
func (p *Package) siteOf(ref inspector.Cursor) site {
	s := site{cur: ref, inLoop: No}
	up := climbParens(ref)
	if up.ParentEdgeKind() == edge.CallExpr_Fun {
		s.cur = up.Parent()
		s.call = s.cur.Node().(*ast.CallExpr)
	}
	p.locate(&s)
	return s
}

// siteAt describes cur, which need not be a call.
func (p *Package) siteAt(cur inspector.Cursor) site {
	s := site{cur: cur, inLoop: No}
	p.locate(&s)
	return s
}

// locate finds the function of s and how often s runs.
func (p *Package) locate(s *site) {
	s.body = enclosingBody(s.cur)
	if s.body == nil {
		return
	}
	s.flow = p.flowOf(s.body)
	if s.flow.loops(s.cur) {
		s.inLoop = Yes
	} else if lit, ok := p.loopedLiteral(s.cur); ok {
		s.inLoop = Closure
		s.goStart = startedByGo(lit)
	}
}

// loopedLiteral returns the function literal around cur that lies in a loop of the function
// around it, if there is one.
func (p *Package) loopedLiteral(cur inspector.Cursor) (inspector.Cursor, bool) {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		outer := enclosingBody(lit.Parent())
		if outer != nil && p.flowOf(outer).loops(lit) {
			return lit, true
		}
	}
	return inspector.Cursor{}, false
}

// startedByGo reports whether lit is the function of a go statement.
func startedByGo(lit inspector.Cursor) bool {
	up := climbParens(lit)
	return up.ParentEdgeKind() == edge.CallExpr_Fun && up.Parent().ParentEdgeKind() == edge.GoStmt_Call
}

// finding starts a finding at s; the rule adds what it knows.
func (p *Pass) finding(s site) Finding {
	n := s.cur.Node()
	return Finding{
		Pos:     n.Pos(),
		End:     n.End(),
		Func:    funcName(s.cur),
		Pattern: p.pattern(n),
		InLoop:  s.inLoop,
		Class:   Fine,
		Select:  selectOf(s.cur),
		Decl:    declOf(s.cur),
	}
}

// selectOf returns the select statement of which cur is an operand, or nil.
func selectOf(cur inspector.Cursor) *ast.SelectStmt {
	if comm := statementAt(cur); comm.ParentEdgeKind() == edge.CommClause_Comm {
		return comm.Parent().Parent().Parent().Node().(*ast.SelectStmt) // CommClause → BlockStmt → SelectStmt
	}
	return nil
}

// report completes f and hands it on.
func (p *Pass) report(f Finding) {
	if f.Fix.Level == "" {
		f.Fix = rewrite.Fix{Level: rewrite.None, Reason: p.whyNoFix(f)}
	}
	p.Report(f)
}

func (p *Pass) whyNoFix(f Finding) string {
	switch {
	case f.Class == Fine:
		return "nothing to fix"
	case p.Rule.Fix == reportOnly:
		return "the rule only reports"
	default:
		return "not rewritten by this version"
	}
}

// held chooses the class of what Go 1.23 made harmless: async is the class where timers that
// nothing refers to stay until they fire (before Go 1.23), sync the class where they are collected.
// A library whose users decide is judged by the worse of them.
func (p *Pass) held(async, sync Class) Class {
	if p.Timers == Sync {
		return sync
	}
	return async
}

// whose says for whom a leak or bug of the old semantics is one, as a suffix for messages.
func (p *Pass) whose() string {
	if p.Timers == Importer {
		return ", for users whose main module is below Go 1.23 or built by Go before 1.23"
	}
	return ""
}

// declOf returns the function declaration around cur; nil at package level.
func declOf(cur inspector.Cursor) *ast.FuncDecl {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.Node().(*ast.FuncDecl)
	}
	return nil
}

// funcName names the function declaration around cur, as "(*Worker).loop"; empty at package level.
func funcName(cur inspector.Cursor) string {
	decl := declOf(cur)
	switch {
	case decl == nil:
		return ""
	case decl.Recv == nil || len(decl.Recv.List) == 0:
		return decl.Name.Name
	}
	recv := types.ExprString(ast.Unparen(decl.Recv.List[0].Type))
	if i := strings.IndexByte(recv, '['); i >= 0 {
		recv = recv[:i] // type parameters are noise here
	}
	if strings.HasPrefix(recv, "*") {
		recv = "(" + recv + ")"
	}
	return recv + "." + decl.Name.Name
}

// enclosingFunc returns the innermost function declaration or literal around cur, or the root.
func enclosingFunc(cur inspector.Cursor) inspector.Cursor {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return c
	}
	return cur.Inspector().Root()
}

// enclosingBody returns the body of the innermost function around cur, or nil at package level.
func enclosingBody(cur inspector.Cursor) *ast.BlockStmt {
	switch n := enclosingFunc(cur).Node().(type) {
	case *ast.FuncDecl:
		return n.Body
	case *ast.FuncLit:
		return n.Body
	}
	return nil
}

// climbParens returns the outermost of the parentheses directly around cur, or cur.
func climbParens(cur inspector.Cursor) inspector.Cursor {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	return cur
}
