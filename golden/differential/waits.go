package differential

import (
	"fmt"
	"strings"
)

// wait is a place where the program waits, in one of the forms in which people write it.
func (g *generator) wait() string {
	g.depth++
	defer func() { g.depth-- }()
	if g.kind == variables {
		switch g.of(4) {
		case 1:
			return g.perPass()
		case 2:
			if g.kept {
				return g.conditional()
			}
		}
	}
	switch g.of(13) {
	case 1:
		return g.labelled()
	case 2:
		return "if e.Ask() {\n" + g.sel() + "} else {\n" + g.log() + "}"
	case 3:
		return "switch n++; {\ncase n%2 == 0:\n" + g.sel() + "default:\n" + g.sel() + "}"
	case 4:
		return g.sel() + g.comment() + g.sel()
	case 5:
		return fmt.Sprintf("<-time.After(%s)", g.duration(false)) + "\n" + g.log()
	case 6:
		return "{\nd := d + time.Millisecond\n_ = d\n" + g.sel() + "}"
	case 9:
		return "<-" + g.ticker() + "\n" + g.log()
	case 10:
		return g.ownTimer()
	case 11:
		decl, name := g.tickVariable(), g.ticks[len(g.ticks)-1]
		body := g.usesTicks(name, g.sel())
		g.ticks = g.ticks[:len(g.ticks)-1]
		return "{\n" + decl + body + "}\n"
	case 12:
		return g.ownTicker()
	}
	if g.kind == resets && g.of(2) == 1 {
		return g.resetTimer()
	}
	return g.sel()
}

// labelled is a select with a label, if something in it leaves it by name.
func (g *generator) labelled() string {
	l := &loop{label: fmt.Sprint("S", g.unique())}
	g.selects = append(g.selects, l)
	body := g.sel()
	g.selects = g.selects[:len(g.selects)-1]
	if l.used {
		body = l.label + ":\n" + body
	}
	return g.comment() + body
}

// perPass keeps the channel in a variable of the pass.
func (g *generator) perPass() string {
	name := fmt.Sprint("timeout", g.unique())
	out := fmt.Sprintf("%s := time.After(%s)\n", name, g.duration(false))
	if g.of(2) == 1 {
		out += g.before() + "\n"
	}
	clause := fmt.Sprintf("case <-%s:\n%s", name, g.clauseBody(""))
	on := g.events()
	out += "select {\n" + clause + on.clause() + on.clause() + "}\n"
	if g.of(3) == 1 {
		out += fmt.Sprintf("select {\ncase <-%s:\n%sdefault:\n%s}\n", name, g.log(), g.log())
	}
	return out
}

// conditional sets the channel in a variable that lives on, on some passes.
func (g *generator) conditional() string {
	arm := fmt.Sprintf("tc = time.After(%s)\n", g.duration(false))
	switch g.of(3) {
	case 1:
		arm = "if tc == nil {\n" + arm + "}\n"
	case 2:
		arm = "if e.Ask() {\n" + arm + "}\n"
	}
	after := g.clauseBody("")
	if g.of(2) == 1 {
		after = "tc = nil\n" + after
	}
	return arm + "select {\n" + g.events().clause() + "case <-tc:\n" + after + g.quit() + "}\n"
}

// sel is a select; somewhere in it is time.After, as a rule.
func (g *generator) sel() string {
	g.depth++
	defer func() { g.depth-- }()
	var clauses []string
	on := g.events()
	for range g.of(4) {
		clauses = append(clauses, on.clause())
	}
	timers := []int{1, 1, 1, 2, 0}[g.of(5)]
	for i := range timers {
		at := g.of(len(clauses) + 1)
		clauses = append(clauses[:at], append([]string{g.timeout(i > 0)}, clauses[at:]...)...)
	}
	if n := len(g.ticks); n > 0 && g.of(2) == 1 {
		clauses = append(clauses, g.tickClause(on, g.ticks[g.of(n)]))
	}
	clauses = append(clauses, g.quit())
	if g.kind != zero && g.of(7) == 1 {
		clauses = append(clauses, "default:\n"+g.log()+g.work()+"\n")
	}
	return g.comment() + "select {\n" + strings.Join(clauses, "") + "}\n"
}

func (g *generator) quit() string {
	if len(g.loops) > 0 && g.of(3) == 1 {
		l := g.loops[0]
		if l.label != "" {
			l.used = true
			return "case <-e.Quit:\nbreak " + l.label + "\n"
		}
	}
	return "case <-e.Quit:\nreturn\n"
}

// An events makes the clauses of one select that are not timeouts. No two of them wait for the same channel: which of them gets a value
// is for the runtime to choose.
type events struct {
	*generator
	used map[string]bool
}

func (g *generator) events() *events { return &events{g, map[string]bool{}} }

// clause is a clause of some kind, or nothing.
func (g *events) clause() string {
	n := g.unique()
	form := []struct{ comm, channel, value string }{
		{"v := <-e.A", "A", "v"},
		{"v := <-e.B", "B", "v"},
		{"v := <-e.C", "C", "v"},
		{fmt.Sprintf("e.Out <- %d", n), "Out", ""},
		{"v := <-e.Chan(e.A)", "A", "v"},
		{fmt.Sprintf("e.Out <- e.Value(%d)", n), "Out", ""},
		{"<-e.SlowChan(e.B)", "B", ""},
		{"v := <-e.A", "A", "v"},
	}[g.of(8)]
	if g.kind == resets && strings.Contains(form.comm, "Slow") {
		return ""
	}
	if g.used[form.channel] || form.channel == "C" && g.kind != plain {
		return ""
	}
	g.used[form.channel] = true
	return fmt.Sprintf("case %s:\n%s", form.comm, g.clauseBody(form.value))
}

// timeout is a clause with time.After, or with a ticker or timer that is no more. In a select with two, the second has nanoseconds of its
// own, so that they never meet.
func (g *generator) timeout(second bool) string {
	switch g.of(24) {
	case 1:
		return fmt.Sprintf("case <-%s:\n%s", g.ticker(), g.clauseBody(""))
	case 2, 3:
		return fmt.Sprintf("case <-time.NewTimer(%s).C:\n%s", g.duration(second), g.clauseBody(""))
	}
	d := g.duration(second)
	switch g.of(8) {
	case 1:
		return fmt.Sprintf("case t := <-time.After(%s):\ne.Tick(t)\n%s", d, g.clauseBody(""))
	case 2:
		return fmt.Sprintf("case t, ok := <-time.After(%s):\ne.Log(ok)\ne.Tick(t)\n%s", d, g.clauseBody(""))
	case 3:
		return fmt.Sprintf("case (<-(time.After(%s))):\n%s", d, g.clauseBody(""))
	case 4:
		return fmt.Sprintf("case _ = <-time.After(%s): // timeout %d\n%s", d, g.unique(), g.clauseBody(""))
	}
	return fmt.Sprintf("case <-time.After(%s):\n%s", d, g.clauseBody(""))
}

func (g *generator) duration(second bool) string {
	n := g.unique()
	forms := []string{
		fmt.Sprintf("%d * time.Millisecond", n%6+1), "2500 * time.Microsecond",
		"d", "d", "d + 2*time.Millisecond", "d / 2", "-(-d - 1e6)",
		"e.D", "e.D", "time.Duration(n%3+1) * time.Millisecond", "[]time.Duration{2e6, 5e6, 3e6}[n%3]",
		"e.Next()", "e.Swap()", "e.Slow()",
	}
	if g.kind == resets {
		forms = forms[:len(forms)-1]
	}
	for _, l := range g.loops {
		if l.index != "" {
			forms = append(forms, fmt.Sprintf("time.Duration(%s+1) * time.Millisecond", l.index))
		}
		if l.pointer != "" {
			forms = append(forms, l.pointer+".D", l.pointer+".D", l.pointer+".D")
		}
	}
	d := forms[g.of(len(forms))]
	if second {
		d = fmt.Sprintf("%s + time.Millisecond + %d*time.Nanosecond", d, 7*n)
	}
	return d
}

// clauseBody is what happens when a clause is chosen. The first thing it does is to tell.
func (g *generator) clauseBody(value string) string {
	args := []string{}
	if value != "" {
		args = append(args, value)
	}
	out := g.log(args...)
	if g.of(4) == 1 {
		out = ""
		if value != "" {
			out = "_ = v\n"
		}
		out += g.log()
	}
	for range g.of(3) {
		out += g.statement() + "\n"
	}
	if g.of(4) == 1 {
		out += g.jump()
	}
	return out
}

// statement is any statement.
func (g *generator) statement() string {
	if g.budget--; g.budget < 0 || g.depth > 7 {
		return g.log()
	}
	switch g.of(12) {
	case 1, 2:
		return g.work()
	case 3, 4, 5:
		return g.change()
	case 6:
		return "if e.Ask() {\n" + g.log() + g.jump() + "}"
	case 7:
		return g.loop()
	case 8:
		return g.literal()
	case 9:
		return g.wait()
	case 10:
		return "e.Boom()"
	case 11:
		return g.comment() + g.log()
	}
	return g.log()
}

// literal is a function literal with loops of its own: called here, started as a goroutine, or handed on.
func (g *generator) literal() string {
	if g.lits++; g.lits > 2 {
		return g.log()
	}
	inner := &generator{
		choices: g.choices, kind: g.kind, budget: g.budget / 2, number: g.number, depth: g.depth, lits: g.lits,
	}
	own := "d, n := e.D, 0\n_, _ = d, n\n"
	which := g.of(4)
	if which == 1 {
		own = "" // d and n are those of the function around it
	}
	if g.kind == resets && which != 2 {
		which = 3 // what is called here takes time
		own = "d, n := e.D, 0\n_, _ = d, n\n"
	}
	body := own + inner.loop()
	g.number, g.lits = inner.number, inner.lits
	switch which {
	case 2:
		return "go func(e *env.Env) {\ndefer e.Done()\n" + body + "}(e.Child())"
	case 3:
		return "e.Go(func(e *env.Env) {\n" + body + "})"
	}
	return "func() {\ne.Frame()\n" + body + "}()"
}
