package differential

import "fmt"

// lookAround logs what can be seen of a context, which takes one of many ways to where that is done.
func (g *contexts) lookAround(v variable) string {
	n, c := g.unique(), v.name
	switch g.of(16) {
	case 14:
		return fmt.Sprintf("setup(func(h *holder) {\n%s})\n", g.look("e", c))
	case 15:
		return fmt.Sprintf("for _, f := range []func(context.Context){func(ctx context.Context) {\n%s}} {\nf(%s)\n}\n", g.look("e", "ctx"), c)
	case 1:
		return fmt.Sprintf("see%d := look\nsee%[1]d(e, %[3]s, %[2]s)\n", n, c, g.word())
	case 2:
		return fmt.Sprintf("viewer(looker{}).view(e, %s)\n", c)
	case 3:
		return fmt.Sprintf("h%d := holder{ctx: %s}\nk%[1]d := h%[1]d\n", n, c) + g.look("e", fmt.Sprintf("k%d.ctx", n))
	case 4:
		return fmt.Sprintf("for _, x := range []context.Context{e.Ctx, %s} {\n%s}\n", c, g.look("e", "x"))
	case 5:
		return fmt.Sprintf("p%d := &%s\n", n, c) + g.look("e", fmt.Sprintf("*p%d", n))
	case 6:
		return fmt.Sprintf("switch x := any(%s).(type) {\ncase context.Context:\n%s}\n", c, g.look("e", "x"))
	case 7:
		return fmt.Sprintf("e.Log(%s, context.Context.Err(%s) != nil)\n", g.word(), c)
	case 8:
		return fmt.Sprintf("all%d := map[int]context.Context{1: %s}\n", n, c) + g.look("e", fmt.Sprintf("all%d[1]", n))
	case 9:
		return fmt.Sprintf("to%d := make(chan context.Context, 1)\nto%[1]d <- %s\n", n, c) + g.look("e", fmt.Sprintf("<-to%d", n))
	case 10:
		return fmt.Sprintf("x%d := %s\nfunc() {\nx%[1]d = context.WithValue(x%[1]d, key{}, 1)\n}()\n", n, c) + g.look("e", fmt.Sprintf("x%d", n))
	case 11:
		return g.look("e", fmt.Sprintf("func() context.Context { return %s }()", c))
	case 12:
		return fmt.Sprintf("func(ctx context.Context) {\n%s}(%s)\n", g.look("e", "ctx"), c)
	case 13:
		return fmt.Sprintf("var late%d func()\ndefer func() { late%[1]d() }()\nlate%[1]d = func() {\n%[2]s}\n", n, g.look("e", c))
	}
	return fmt.Sprintf("wrapped{%s}.view(e)\n", c)
}

// keepAround keeps a context, in a roundabout way.
func (g *contexts) keepAround(v variable) string {
	n, c := g.unique(), v.name
	switch g.of(20) {
	case 12:
		return fmt.Sprintf("setup(func(h *holder) { h.ctx = %s })\n", c)
	case 13:
		return fmt.Sprintf("setup(func(h *holder) {}, with(%s))\n", c)
	case 14:
		return fmt.Sprintf("put(&list, %s)\n", c)
	case 15:
		return fmt.Sprintf("p%d := &held.ctx\n*p%[1]d = %s\n", n, c)
	case 16:
		return fmt.Sprintf("var a%d [2]context.Context\na%[1]d[1] = %s\nlist = append(list, a%[1]d[1:]...)\n", n, c)
	case 17:
		return fmt.Sprintf("func(to *holder) { to.ctx = %s }(held)\n", c)
	case 18:
		return fmt.Sprintf("set%d := held.set\nset%[1]d(%s)\n", n, c)
	case 19:
		return fmt.Sprintf("h%d := &holder{}\nk%[1]d := &h%[1]d.ctx\n*k%[1]d = %s\none = h%[1]d.ctx\n", n, c)
	case 1:
		return fmt.Sprintf("x%d := viewer(looker{})\nif e.Ask() {\nx%[1]d = keeper{}\n}\nx%[1]d.view(e, %s)\n", n, c)
	case 2:
		return fmt.Sprintf("p%d := &%s\none = *p%[1]d\n", n, c)
	case 3:
		return fmt.Sprintf("h%d := holder{ctx: %s}\nk%[1]d := h%[1]d\nheld = &k%[1]d\n", n, c)
	case 4:
		return fmt.Sprintf("for _, x := range [...]context.Context{%s} {\nlist = append(list, x)\n}\n", c)
	case 5:
		return fmt.Sprintf("switch x := any(%s).(type) {\ncase context.Context:\none = x\n}\n", c)
	case 6:
		return fmt.Sprintf("to%d := make(chan context.Context, 1)\nto%[1]d <- %s\none = <-to%[1]d\n", n, c)
	case 7:
		return fmt.Sprintf("var x%d context.Context\nfunc() {\nx%[1]d = %s\n}()\none = x%[1]d\n", n, c)
	case 8:
		return fmt.Sprintf("func(ctx context.Context) {\none = ctx\n}(%s)\n", c)
	case 9:
		return fmt.Sprintf("var late%d func(context.Context)\ndefer func() { late%[1]d(%[2]s) }()\nlate%[1]d = func(ctx context.Context) { one = ctx }\n", n, c)
	case 10:
		return fmt.Sprintf("into%d := func(p *context.Context) { *p = %s }\ninto%[1]d(&one)\n", n, c)
	case 11:
		return fmt.Sprintf("list = append(list, []context.Context{nil, %s}...)\n", c)
	}
	return fmt.Sprintf("keeper{}.view(e, %s)\n", c)
}
