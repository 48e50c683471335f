package differential

import "fmt"

// use does something with a context.
func (g *contexts) use(f *scope, v variable) string {
	if g.of(8) < g.wild {
		return g.keep(f, v)
	}
	n := g.unique()
	c := v.name
	switch g.of(32) {
	case 1:
		return fmt.Sprintf("e.Log(%s, %s.Err() != nil)\n", g.word(), c)
	case 2, 3, 4:
		return g.call(f, v, "void") + "\n"
	case 5:
		return fmt.Sprintf("select {\ncase <-%s.Done():\ne.Log(%s)\ncase <-time.After(%s):\ne.Log(%s)\n}\n", c, g.word(), g.pause(), g.word())
	case 6:
		return g.look("e", "context.WithValue("+c+", key{}, 1)")
	case 7:
		return g.waited(f, v, n)
	case 8:
		body := g.goroutine(f, func(in *scope) string { return g.quiet(in, v) })
		wait := fmt.Sprintf("<-done%d\n", n)
		switch g.of(4) {
		case 1: // not on all paths
			g.untidy = true
			wait = fmt.Sprintf("select {\ncase <-done%d:\ncase <-%s.Done():\n}\n", n, c)
		case 2:
			g.untidy = true
			wait = "if e.Ask() {\n" + g.jump(f) + "}\n" + wait
		}
		return fmt.Sprintf("done%d := make(chan struct{})\ngo func(e *env.Env) {\ndefer close(done%[1]d)\n%s}(e.Child())\n%s", n, body, wait)
	case 9:
		body := g.goroutine(f, func(in *scope) string { return g.quiet(in, v) })
		return fmt.Sprintf("g%d := &group{}\nw%[1]d := e.Child()\ng%[1]d.Go(func() {\ne := w%[1]d\n%s})\n%sg%[1]d.Wait()\n", n, body, g.quiet(f, v))
	case 10:
		return fmt.Sprintf("f%d := func() {\n%s}\n%sf%[1]d()\n", n, g.quiet(f, v), g.quiet(f, v))
	case 11:
		return "defer func() {\n" + g.quiet(f, v) + "}()\n"
	case 12:
		return "defer " + g.call(f, v, "void") + "\n"
	case 13:
		return fmt.Sprintf("e.Log(%s, cause(%s))\n", g.word(), c)
	case 14:
		return fmt.Sprintf("err%d := %s.Err\ne.Log(%s, err%[1]d() != nil)\n", n, c, g.word())
	case 15:
		return fmt.Sprintf("(&holder{ctx: %s}).%s(e)\n", c, g.method(f))
	case 16:
		return fmt.Sprintf("sub%d, end%[1]d := context.WithCancel(%s)\n%send%[1]d()\n", n, c, g.look("e", fmt.Sprint("sub", n)))
	case 17:
		return "one = context.WithoutCancel(" + c + ")\n"
	case 18:
		return c + " = context.WithValue(" + c + ", key{}, 1)\n"
	case 19:
		return "if " + c + ".Err() != nil {\n" + g.jump(f) + "}\n"
	case 20:
		if v.ends {
			return "<-" + c + ".Done()\n"
		}
	case 21:
		return g.call(f, v, "runs") + "\n"
	case 22:
		return g.look("e", g.call(f, v, "generic"))
	case 23:
		return fmt.Sprintf("if err := %s; err != nil {\n%s}\n", g.call(f, v, "err"), g.jump(f))
	case 24:
		return fmt.Sprintf("w%d := e.Child()\nstop%[1]d := context.AfterFunc(%s, func() {\n%s})\n%se.Log(%s, stop%[1]d())\n", n, c, g.goroutineAs(f, fmt.Sprint("w", n), v), g.quiet(f, v), g.word())
	case 25:
		return fmt.Sprintf("e.Log(%s, %s)\n", g.word(), g.call(f, v, "int"))
	case 26, 27, 28, 29:
		return g.lookAround(v)
	}
	return g.look("e", c)
}

// quiet is a use that neither declares nor leaves anything.
func (g *contexts) quiet(f *scope, v variable) string {
	switch g.of(4) {
	case 1:
		return fmt.Sprintf("e.Log(%s, %s.Err() != nil)\n", g.word(), v.name)
	case 2:
		return g.call(f, v, "void") + "\n"
	case 3:
		return "time.Sleep(" + g.pause() + ")\n" + g.look("e", v.name)
	}
	return g.look("e", v.name)
}

// goroutineAs is the body of a goroutine whose world is called w.
func (g *contexts) goroutineAs(f *scope, w string, v variable) string {
	return "e := " + w + "\n" + g.goroutine(f, func(in *scope) string { return g.look("e", v.name) })
}

// waited starts a goroutine that the function waits for with a WaitGroup, sooner or later.
func (g *contexts) waited(f *scope, v variable, n int) string {
	body := g.goroutine(f, func(in *scope) string {
		if g.of(3) == 1 {
			return g.quiet(in, v) + g.create(in)
		}
		return g.quiet(in, v) + g.quiet(in, v)
	})
	start := fmt.Sprintf("var wg%d sync.WaitGroup\n", n)
	wait := fmt.Sprintf("wg%d.Wait()\n", n)
	run := fmt.Sprintf("wg%d.Add(1)\ngo func(e *env.Env) {\ndefer wg%[1]d.Done()\n%s}(e.Child())\n", n, body)
	switch g.of(6) {
	case 1:
		return start + run + g.quiet(f, v) + wait
	case 2:
		return start + "defer " + wait + run
	case 3:
		g.untidy = true
		return start + run + "if e.Ask() {\n" + g.jump(f) + "}\n" + wait
	case 4:
		g.untidy = true
		return start + run + "if e.Ask() {\n" + wait + "}\n"
	case 5:
		return start + fmt.Sprintf("w%d := e.Child()\nwg%[1]d.Go(func() {\n%s})\n", n, g.goroutineAs(f, fmt.Sprint("w", n), v)) + wait
	}
	return start + run + wait
}

// keep does something with a context that may outlive the function.
func (g *contexts) keep(f *scope, v variable) string {
	n := g.unique()
	c := v.name
	switch g.of(30) {
	case 1:
		return "list = append(list, " + c + ")\n"
	case 2:
		return fmt.Sprintf("table[%q] = %s\n", []string{"a", "b"}[g.of(2)], c)
	case 3:
		return "select {\ncase queue <- " + c + ":\ndefault:\n}\n"
	case 4:
		return "held.ctx = " + c + "\n"
	case 5, 6:
		g.untidy = true
		return "go func(e *env.Env) {\n" + g.goroutine(f, func(in *scope) string {
			if g.of(4) == 1 {
				return g.quiet(in, v) + g.create(in)
			}
			return g.quiet(in, v) + g.quiet(in, v)
		}) + "}(e.Child())\n"
	case 7:
		g.untidy = true
		body := g.goroutine(f, func(in *scope) string { return g.quiet(in, v) })
		return fmt.Sprintf("done%d := make(chan struct{})\ngo func(e *env.Env) {\ndefer close(done%[1]d)\n%s}(e.Child())\nselect {\ncase <-done%[1]d:\ncase <-time.After(%[3]s):\n}\n", n, body, g.pause())
	case 8:
		return "funcs = append(funcs, func(e *env.Env) {\n" + g.look("e", c) + "})\n"
	case 9:
		return "dones = append(dones, " + c + ".Done())\n"
	case 10:
		g.untidy = true
		return fmt.Sprintf("w%d := e.Child()\ncontext.AfterFunc(%s, func() {\n%s})\n", n, c, g.goroutineAs(f, fmt.Sprint("w", n), v))
	case 11:
		return "one = context.WithValue(" + c + ", key{}, 1)\n"
	case 12:
		return "one, _ = context.WithCancel(" + c + ")\n"
	case 13:
		return "one = wrapped{" + c + "}\n"
	case 14:
		return fmt.Sprintf("h%d := &holder{}\nh%[1]d.ctx = %s\nheld = h%[1]d\n", n, c)
	case 15:
		return fmt.Sprintf("err%d := %s.Err\nfuncs = append(funcs, func(e *env.Env) { e.Log(%s, err%[1]d() != nil) })\n", n, c, g.word())
	case 16:
		if w := g.variable(f).name; w != c {
			for i := range f.vars {
				f.vars[i].ends = false
			}
			return w + " = " + c + "\n"
		}
	case 17:
		if f.holder != "" {
			return f.holder + ".ctx = " + c + "\n"
		}
	case 18:
		g.untidy = true
		return "go " + g.call(f, v, "go") + "\n"
	case 19:
		return g.call(f, v, "keeps") + "\n"
	case 20:
		return "one = " + g.call(f, v, "generic") + "\n"
	case 21:
		return "defer func() {\none = " + c + "\n}()\n"
	case 22:
		if f.results == "named" && f.depth == 0 && len(f.blocks) == 1 {
			return "out = " + c + "\n"
		}
	case 23:
		return fmt.Sprintf("var x%d any = %s\nif y, ok := x%[1]d.(context.Context); ok {\none = y\n}\n", n, c)
	case 24, 25, 26, 27, 28:
		return g.keepAround(v)
	}
	return "one = " + c + "\n"
}
