package differential

import (
	"fmt"
	"slices"
	"strings"
)

// A making is a call that makes a context.
type making struct {
	call  string
	cause bool // its cancel function takes a cause
	ends  bool
}

// cancels is a call of the cancel function.
func (m making) cancels(name string, g *contexts) string {
	if m.cause {
		return fmt.Sprintf("%s(%s)", name, []string{"nil", "mine"}[g.of(2)])
	}
	return name + "()"
}

// with is a call that makes a context.
func (g *contexts) with(f *scope) making {
	parent := g.variable(f).name
	switch g.of(12) {
	case 1:
		parent = "context.Background()"
	case 2:
		parent = "e.Ctx"
	case 3:
		parent = "context.WithValue(" + parent + ", key{}, 1)"
	case 4:
		parent = "context.WithoutCancel(" + parent + ")"
	case 5:
		parent = "wrapped{" + parent + "}"
	}
	d := fmt.Sprintf("%d*time.Millisecond+%d*time.Microsecond", []int{9, 30, 3, 60}[g.of(4)], g.unique())
	switch g.of(6) {
	case 1:
		return making{"context.WithCancel(" + parent + ")", false, false}
	case 2:
		return making{"context.WithDeadline(" + parent + ", time.Now().Add(" + d + "))", false, true}
	case 3:
		return making{"context.WithCancelCause(" + parent + ")", true, false}
	case 4:
		return making{"context.WithTimeoutCause(" + parent + ", " + d + ", mine)", false, true}
	case 5:
		return making{"context.WithDeadlineCause(" + parent + ", time.Now().Add(" + d + "), mine)", false, true}
	}
	return making{"context.WithTimeout(" + parent + ", " + d + ")", false, true}
}

// declare returns a name for a variable of the current block, best of those given.
func (g *contexts) declare(f *scope, names ...string) string {
	block := f.blocks[len(f.blocks)-1]
	name := names[g.of(len(names))]
	if block[name] {
		name = fmt.Sprint(name, g.unique())
	}
	block[name] = true
	return name
}

// middle uses a new context.
func (g *contexts) middle(f *scope, v variable) string {
	return g.use(f, v) + g.statements(f, g.of(3))
}

// create makes a context, uses it, and loses the cancel function in some way, or not.
func (g *contexts) create(f *scope) string {
	g.budget--
	m := g.with(f) // before its variable is there
	form := g.of(25)
	if g.wild < 2 && slices.Contains([]int{16, 17, 22, 23}, form) { // somebody else gets the cancel function
		form = 5
	}
	if old := f.vars[g.of(len(f.vars))]; form == 2 || form == 24 {
		i := slices.IndexFunc(f.vars, func(v variable) bool { return v.name == old.name })
		f.vars[i].ends = false
		v := variable{old.name, false}
		if form == 2 && len(f.loops) == 0 && g.of(2) == 1 { // a deferred method has the address of what it is stored in later
			n := g.unique()
			return fmt.Sprintf("var h%d holder\ndefer h%[1]d.see(e)\n", n) + g.comment() + old.name + ", _ = " + m.call + "\n" +
				g.middle(f, v) + []string{fmt.Sprintf("h%d = holder{ctx: %s}\n", n, old.name), fmt.Sprintf("h%d.ctx = %s\n", n, old.name)}[g.of(2)]
		}
		if form == 24 && len(f.loops) == 0 { // what is assigned is seen behind the block
			return g.comment() + "if e.Ask() {\n" + old.name + ", _ = " + m.call + "\n" + g.block(f, nil, func() string { return g.middle(f, v) }) + "}\n" + g.look("e", old.name)
		}
		return g.comment() + old.name + ", _ = " + m.call + "\n" + g.middle(f, v)
	}
	if form == 10 {
		return g.ifInit(f, m)
	}
	if form == 18 && len(f.loops) == 0 && g.of(2) == 1 {
		return g.overlapping(f, m)
	}
	if form == 11 {
		return g.forward(f, m)
	}
	if form == 3 && g.of(4) == 1 { // there is no variable
		at := []string{"one", "held.ctx"}[g.of(2)]
		return at + ", _ = " + m.call + "\n" + g.use(f, variable{at, false})
	}
	var name string
	if form > 4 && g.of(2) == 1 { // as most people write it; in a block of its own it is a new variable, beside the parameter it is that
		name = "ctx"
		f.blocks[len(f.blocks)-1][name] = true
	} else {
		name = g.declare(f, "c", "ctx", "sub", "c")
	}
	v := variable{name, m.ends}
	f.vars = append(f.vars, v)
	if form <= 1 || form == 3 {
		return g.comment() + name + ", _ := " + m.call + g.remark() + g.middle(f, v)
	}
	if form == 4 {
		return "var " + name + ", _ = " + m.call + "\n" + g.middle(f, v)
	}
	cancel := g.declare(f, "cancel", "cancel", "stop")
	call := m.cancels(cancel, g)
	made := g.comment() + name + ", " + cancel + " := " + m.call + g.remark()
	switch form {
	case 5, 6, 7:
		return made + g.path(f, v, call) + call + "\n" + g.statements(f, g.of(2))
	case 8:
		return made + "if e.Ask() {\ndefer " + call + "\n}\n" + g.middle(f, v)
	case 9:
		return made + "defer " + call + "\n" + g.middle(f, v)
	case 12:
		return made + "_ = " + cancel + "\n" + g.middle(f, v)
	case 13:
		return made + g.middle(f, v) + "defer " + call + "\n" + g.statements(f, g.of(2))
	case 14: // overwritten
		g.untidy = true
		second := g.with(f)
		if second.cause != m.cause {
			second = m
		}
		return made + g.use(f, v) + name + ", " + cancel + " = " + second.call + "\n" + []string{"defer " + call + "\n", ""}[g.of(2)] + g.middle(f, v) + call + "\n"
	case 15:
		g.untidy = true
		end := fmt.Sprint("end", g.unique())
		return made + end + " := func() { " + call + " }\n" + g.middle(f, v) + "if e.Ask() {\n" + end + "()\n}\n"
	case 16: // somebody else gets it
		g.untidy = true
		if !m.cause && g.of(3) == 1 {
			return made + "held.cancel = " + cancel + "\n" + g.middle(f, v)
		}
		if m.cause {
			return made + "cancels = append(cancels, func() { " + call + " })\n" + g.middle(f, v)
		}
		return made + "cancels = append(cancels, " + cancel + ")\n" + g.middle(f, v)
	case 17:
		g.untidy = true
		return made + "go func() {\ntime.Sleep(" + g.pause() + ")\n" + call + "\n}()\n" + g.middle(f, v)
	case 18:
		return made + "if e.Ask() {\n" + call + "\n" + g.jump(f) + "}\n" + g.use(f, v) + call + "\n"
	case 19: // cancelled when something goes wrong
		return made + "if " + v.name + ".Err() != nil || e.Ask() {\n" + call + "\n" + g.jump(f) + "}\n" + g.middle(f, v)
	case 20:
		return made + g.path(f, v, call) + "defer func() {\ne.Log(" + g.word() + ")\n" + call + "\n}()\n"
	case 21:
		return made + "if e.Ask() {\n" + call + "\n}\n" + g.middle(f, v)
	case 22:
		g.untidy = true
		return made + "drops@(e, func() { " + call + " })\n" + g.drops() + g.middle(f, v)
	case 23:
		return g.wrapper(f, v, cancel, m)
	}
	return made + g.use(f, v) + call + "\n"
}

func (g *contexts) remark() string {
	if g.of(8) == 1 {
		return fmt.Sprintf(" // comment %d.\n", g.unique())
	}
	return "\n"
}

// path uses a context, and has ways out between that may forget to cancel it.
func (g *contexts) path(f *scope, v variable, call string) string {
	out := g.use(f, v)
	for range 1 + g.of(2) {
		way := g.jump(f)
		if g.of(3) == 1 {
			way = call + "\n" + way
		}
		out += "if e.Ask() {\n" + way + "}\n" + g.statements(f, g.of(2))
	}
	return out
}

// ifInit makes a context for the branches of an if.
func (g *contexts) ifInit(f *scope, m making) string {
	return g.block(f, nil, func() string {
		name := g.declare(f, "c", "ctx")
		v := variable{name, m.ends}
		f.vars = append(f.vars, v)
		if g.of(2) == 1 {
			return "if " + name + ", _ := " + m.call + "; e.Ask() {\n" + g.block(f, nil, func() string { return g.middle(f, v) }) + "} else {\n" + g.look("e", name) + "}\n"
		}
		return "if " + name + ", cancel := " + m.call + "; e.Ask() {\n" + g.block(f, []string{"cancel"}, func() string { return g.middle(f, v) }) + m.cancels("cancel", g) + "\n} else {\n" + g.look("e", name) + "}\n"
	})
}

// forward makes a context between a goto and its label, where nothing can be declared.
func (g *contexts) forward(f *scope, m making) string {
	n := g.unique()
	i := g.of(len(f.vars))
	name := f.vars[i].name
	for j := range f.vars {
		f.vars[j].ends = f.vars[j].ends && f.vars[j].name != name
	}
	use := g.block(f, nil, func() string { return g.middle(f, variable{name, false}) })
	return fmt.Sprintf("if e.Ask() {\ngoto N%d\n}\n%s, _ = %s\n{\n%s}\nN%[1]d:\n%[5]s", n, name, m.call, use, g.look("e", name))
}

// wrapper has another function make the context.
func (g *contexts) wrapper(f *scope, v variable, cancel string, m making) string {
	g.untidy = true
	n := g.unique()
	parent := "ctx"
	for _, w := range f.vars[:len(f.vars)-1] {
		parent = w.name
	}
	if f.blocks[len(f.blocks)-1][parent] && parent == v.name {
		parent = "e.Ctx"
	}
	typ := "context.CancelFunc"
	if m.cause {
		typ = "context.CancelCauseFunc"
	}
	inner := &scope{vars: []variable{{"ctx", false}}, blocks: []map[string]bool{{"ctx": true, "e": true}}, depth: 1, calm: true}
	made := g.with(inner)
	for made.cause != m.cause {
		made = making{"context.WithTimeout(ctx, 8*time.Millisecond)", false, true}
		if m.cause {
			made = making{"context.WithCancelCause(ctx)", true, false}
		}
	}
	call := m.cancels(cancel, g)
	end := []string{"", call + "\n", "if e.Ask() {\n" + call + "\n}\n"}[g.of(3)]
	if g.of(2) == 1 {
		g.decls = append(g.decls, fmt.Sprintf("func make%d@(e *env.Env, ctx context.Context) (context.Context, %s, error) {\nif e.Ask() {\nreturn ctx, func(%s) {}, mine\n}\nc, cancel := %s\nreturn c, cancel, nil\n}\n", n, typ, map[bool]string{true: "error"}[m.cause], made.call))
		return fmt.Sprintf("%s, %s, err%d := make%[3]d@(e, %s)\nif err%[3]d != nil {\n%[5]s}\n_ = %[2]s\n", v.name, cancel, n, parent, g.jump(&scope{vars: []variable{{"ctx", false}}, results: f.results, loops: f.loops, depth: 9})) + g.middle(f, v) + end
	}
	g.decls = append(g.decls, fmt.Sprintf("func make%d@(e *env.Env, ctx context.Context) (context.Context, %s) {\nreturn %s\n}\n", n, typ, made.call))
	if end == "" {
		return fmt.Sprintf("%s, %s := make%d@(e, %s)\n_ = %[2]s\n", v.name, cancel, n, parent) + g.middle(f, v)
	}
	return fmt.Sprintf("%s, %s := make%d@(e, %s)\n", v.name, cancel, n, parent) + g.middle(f, v) + end
}

// drops is a statement; it declares what does not call what it is given, or does so now and then.
func (g *contexts) drops() string {
	if !slices.ContainsFunc(g.decls, func(d string) bool { return strings.HasPrefix(d, "func drops@") }) {
		g.decls = append(g.decls, "func drops@(e *env.Env, f func()) {\nif e.Ask() {\nf()\n}\n}\n")
	}
	return ""
}

// overlapping is a loop in which each pass waits for the goroutine of the one before, which has the context of that.
func (g *contexts) overlapping(f *scope, m making) string {
	n := g.unique()
	wait := []string{fmt.Sprintf("wg%d.Wait()\n", n), fmt.Sprintf("<-done%d\n", n), fmt.Sprintf("select {\ncase <-done%d:\n}\n", n)}[g.of(3)]
	body := g.goroutineAs(f, fmt.Sprint("w", n), variable{fmt.Sprint("c", n), false})
	return fmt.Sprintf("var wg%d sync.WaitGroup\ndone%[1]d := make(chan bool, 1)\ndone%[1]d <- true\nfor range 3 {\n%[2]sc%[1]d, _ := %[3]s\nw%[1]d := e.Child()\n"+
		"wg%[1]d.Go(func() {\ndefer func() {\nselect {\ncase done%[1]d <- true:\ndefault:\n}\n}()\n%[4]s})\n%[5]s}\nwg%[1]d.Wait()\n", n, wait, m.call, body, g.look("e", fmt.Sprint("c", n)))
}
