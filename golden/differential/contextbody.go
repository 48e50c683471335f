package differential

import (
	"fmt"
	"slices"
	"strings"
)

func (g *contexts) unique() int {
	g.number++
	return g.number
}

// word is one to log.
func (g *contexts) word() string { return fmt.Sprintf("%q", fmt.Sprint("w", g.unique())) }

// function is the body of a function.
func (g *contexts) function(f *scope) string {
	var head, tail string
	if f.depth == 0 {
		switch g.of(6) {
		case 1:
			head += "defer e.Log(\"deferred\")\n"
		case 2:
			head += "defer func() {\nif r := recover(); r != nil {\ne.Log(\"recovered\")\n}\n}()\n"
		case 3:
			head += "cancel := 1\n_ = cancel\n"
			f.blocks[0]["cancel"] = true
		case 4:
			// A goroutine that is started in front of the assignment may see the variable behind it.
			head += "w, ready := e.Child(), make(chan struct{})\nvar wg sync.WaitGroup\ndefer wg.Wait()\ndefer close(ready)\n" +
				"wg.Go(func() {\n<-ready\ntime.Sleep(" + g.pause() + ")\n" + g.look("w", "ctx") + "})\n"
			f.blocks[0]["w"], f.blocks[0]["wg"], f.blocks[0]["ready"] = true, true, true
		case 5:
			head += "defer func() {\n" + g.look("e", "ctx") + "}()\n" // which it is when that runs, no one knows yet
		}
	}
	text := ""
	if f.depth == 0 {
		text = g.create(f)
	}
	text += g.statements(f, 1+g.of(3))
	if f.results != "" {
		tail = g.ret(f)
	}
	return head + text + tail
}

// statements are up to n more, in the current block.
func (g *contexts) statements(f *scope, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(g.statement(f))
	}
	return b.String()
}

// block is what make makes, in a block of its own.
func (g *contexts) block(f *scope, declared []string, make func() string) string {
	names, vars := map[string]bool{}, len(f.vars)
	for _, d := range declared {
		names[d] = true
	}
	f.blocks = append(f.blocks, names)
	f.nested++
	text := make()
	f.nested--
	f.blocks, f.vars = f.blocks[:len(f.blocks)-1], f.vars[:vars]
	return text
}

// literal is the body of a function literal at this place.
func (g *contexts) literal(f *scope, names []string, calm bool, n int) string {
	inner := *f
	inner.vars = slices.Clone(f.vars)
	inner.blocks = slices.Clone(f.blocks)
	inner.loops, inner.results = nil, ""
	inner.calm = inner.calm || calm
	return g.block(&inner, names, func() string { return g.statements(&inner, n) })
}

// goroutine is the body of one that runs beside the program: it has a world of its own, called e as well, and moments of its own.
func (g *contexts) goroutine(f *scope, use func(f *scope) string) string {
	inner := *f
	inner.vars = slices.Clone(f.vars)
	inner.blocks = slices.Clone(f.blocks)
	inner.loops, inner.results, inner.calm, inner.holder = nil, "", true, ""
	return "defer e.Done()\ntime.Sleep(" + g.pause() + ")\n" + g.block(&inner, nil, func() string { return use(&inner) })
}

// pause is a duration that nothing else takes.
func (g *contexts) pause() string {
	return fmt.Sprintf("%d*time.Millisecond + %d*time.Nanosecond", g.of(5), 7*g.unique()+1)
}

// variable returns a context that has a name here.
func (g *contexts) variable(f *scope) variable {
	v := f.vars[len(f.vars)-1]
	if g.of(3) == 1 {
		v = f.vars[g.of(len(f.vars))]
	}
	for _, w := range f.vars {
		if w.name == v.name {
			v.ends = v.ends && w.ends // it may be hidden by another one of this name
		}
	}
	return v
}

func (g *contexts) statement(f *scope) string {
	if g.budget--; g.budget < 0 {
		return fmt.Sprintf("e.Log(%s)\n", g.word())
	}
	switch k := g.of(20); {
	case k == 0:
		return fmt.Sprintf("e.Log(%s)\n", g.word())
	case k <= 8:
		return g.use(f, g.variable(f))
	case k <= 11:
		return g.create(f)
	case k == 12:
		return g.comment() + "time.Sleep(" + g.pause() + ")\n"
	case k == 13:
		return "if e.Ask() {\n" + g.block(f, nil, func() string { return g.statements(f, 1) + g.jump(f) }) + "}\n"
	case k == 14 && f.nested < 3:
		return "if e.Ask() {\n" + g.block(f, nil, func() string { return g.create(f) }) + "}\n" + g.look("e", g.variable(f).name)
	case k == 15 && f.nested < 3:
		return "switch {\ncase e.Ask():\n" + g.block(f, nil, func() string { return g.statements(f, 2) }) +
			"case e.Ask():\n" + g.block(f, nil, func() string { return g.statements(f, 1) }) + "default:\n" +
			g.block(f, nil, func() string { return g.statements(f, 1) }) + "}\n"
	case k == 16 && f.nested < 3:
		return "func() {\n" + g.literal(f, nil, false, 2) + "}()\n"
	case k == 17 && f.nested < 3:
		return "defer func() {\n" + g.literal(f, nil, true, 1) + "}()\n"
	case k == 18 && !f.calm && g.of(3) == 1:
		return "if e.Ask() && e.Ask() {\npanic(\"boom\")\n}\n"
	case k >= 18 && f.nested < 3:
		return g.loop(f)
	}
	return g.use(f, g.variable(f))
}

func (g *contexts) comment() string {
	if g.of(3) != 1 {
		return ""
	}
	return fmt.Sprintf("// comment %d.\n", g.unique())
}

// loop is a loop of some form whose passes do something with contexts.
func (g *contexts) loop(f *scope) string {
	n := g.unique()
	l := &loop{}
	var header, footer string
	form := g.of(6)
	switch form {
	case 0:
		header = fmt.Sprintf("for i%[1]d := 0; i%[1]d < 3; i%[1]d++ {\n", n)
	case 1:
		header = "for range 3 {\n"
	case 2:
		header = "for e.More() {\n"
	case 3:
		header = "for {\nif !e.More() {\nbreak\n}\n"
	case 4:
		header = fmt.Sprintf("for i%d := range [3]int{} {\n_ = i%[1]d\n", n)
	case 5:
		header, footer = fmt.Sprintf("G%d:\n{\n", n), fmt.Sprintf("if e.More() {\ngoto G%d\n}\n", n)
	}
	if form != 5 {
		if g.of(3) == 1 {
			l.label = fmt.Sprint("L", n)
		}
		f.loops = append(f.loops, l)
	}
	body := g.block(f, nil, func() string {
		text := g.create(f)
		text += g.statements(f, g.of(3))
		if g.of(3) == 1 {
			text += "if e.Ask() {\n" + g.jump(f) + "}\n"
		}
		return text
	})
	if form != 5 {
		f.loops = f.loops[:len(f.loops)-1]
	}
	if l.used {
		header = l.label + ":\n" + header
	}
	return header + body + "}\n" + footer
}

// jump leaves the pass, the loop or the function.
func (g *contexts) jump(f *scope) string {
	if n := len(f.loops); n > 0 && g.of(4) > 0 {
		l := f.loops[g.of(n)]
		if l != f.loops[n-1] && l.label == "" {
			l = f.loops[n-1]
		}
		word := []string{"continue", "break"}[g.of(2)]
		if l.label != "" {
			l.used = true
			return word + " " + l.label + "\n"
		}
		return word + "\n"
	}
	return g.ret(f)
}

// ret returns something of the kind of results.
func (g *contexts) ret(f *scope) string {
	if f.results == "" {
		return "return\n"
	}
	return "return " + g.value(f) + "\n"
}

// value is what is returned.
func (g *contexts) value(f *scope) string {
	v := g.variable(f)
	wild := g.of(8) < g.wild+2 && g.wild > 0
	zero := resultsOf[f.results].zero
	switch f.results {
	case "err":
		return []string{"nil", v.name + ".Err()", "mine", "context.Cause(" + v.name + ")", g.call(f, v, "err")}[g.of(5)]
	case "int":
		if g.of(3) == 1 {
			return g.call(f, v, "int")
		}
		return fmt.Sprint(g.of(3))
	case "ctx", "ctxerr", "named":
		text := []string{zero, "context.WithoutCancel(" + v.name + ")"}[g.of(2)]
		if f.results == "ctxerr" {
			text = []string{"nil", "context.WithoutCancel(" + v.name + ")"}[g.of(2)]
		}
		if wild {
			text = []string{v.name, "context.WithValue(" + v.name + ", key{}, 1)", "wrapped{" + v.name + "}", g.call(f, v, "ctx"), v.name}[g.of(5)]
		}
		if f.results == "ctxerr" {
			text += []string{", nil", ", " + v.name + ".Err()"}[g.of(2)]
		}
		return text
	}
	if !wild {
		return zero
	}
	switch f.results {
	case "holder":
		return "&holder{ctx: " + v.name + "}"
	case "func":
		return "func(e *env.Env) { look(e, " + g.word() + ", " + v.name + ") }"
	case "done":
		return v.name + ".Done()"
	}
	return zero
}

// look logs what can be seen of a context.
func (g *contexts) look(e, ctx string) string {
	return fmt.Sprintf("look(%s, %s, %s)\n", e, g.word(), ctx)
}
