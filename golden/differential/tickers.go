package differential

import (
	"fmt"
	"strings"
)

// period is a duration between ticks that is surely positive, and like no other: two tickers, or a ticker and a timer that one of its ticks
// sets, must not meet.
func (g *generator) period() string {
	n := g.unique()
	return fmt.Sprintf("%d*time.Millisecond + %d*time.Nanosecond", n%5+2, 7*n)
}

// ticker yields the channel of a ticker that nothing can stop. Its duration may be one that is not positive, or not surely.
func (g *generator) ticker() string {
	switch g.of(6) {
	case 1:
		return "time.NewTicker(" + g.period() + ").C"
	case 2:
		if g.kind != zero {
			return "time.Tick(d + " + g.period() + ")"
		}
	case 3:
		return "time.Tick(e.D + " + g.period() + ")"
	case 4:
		return "(time.Tick)(" + g.period() + ")"
	}
	return "time.Tick(" + g.period() + ")"
}

// tickVariable declares a variable of a ticker's channel, and notes it.
func (g *generator) tickVariable() string {
	n := g.unique()
	name := fmt.Sprint([]string{"ticks", "ticker", "c"}[g.of(3)], n)
	g.ticks = append(g.ticks, name)
	switch g.of(8) {
	case 6, 7:
		if g.kind == zero {
			return fmt.Sprintf("%s := time.Tick(d)\n", name)
		}
	case 1:
		return fmt.Sprintf("var %s = %s\n", name, g.ticker())
	case 2:
		return fmt.Sprintf("var %s <-chan time.Time\nif e.Ask() {\n%s = %s\n}\n", name, name, g.ticker())
	case 3:
		return fmt.Sprintf("p%d := e.D + %s\nif p%[1]d < 5*time.Millisecond {\np%[1]d = %[2]s\n}\n%s := time.Tick(p%[1]d)\n", n, g.period(), name)
	case 4:
		return fmt.Sprintf("var (\np%d = %s\n%s = time.Tick(p%[1]d)\n)\n", n, g.period(), name)
	case 5:
		return fmt.Sprintf("%s := %s\nif e.Ask() {\n%[1]s = nil\n}\n", name, g.ticker())
	}
	return fmt.Sprintf("%s := %s\n", name, g.ticker())
}

// usesTicks adds a look at the variable to code that does not mention it: Go wants variables to be used.
func (g *generator) usesTicks(name, code string) string {
	if strings.Contains(code, "<-"+name+":") {
		return code
	}
	return fmt.Sprintf("select {\ncase <-%s:\n%sdefault:\n}\n%s", name, g.log(), code)
}

// tickClause waits for a tick.
func (g *generator) tickClause(on *events, name string) string {
	if on.used[name] {
		return ""
	}
	on.used[name] = true
	if g.of(3) == 1 {
		return fmt.Sprintf("case t := <-%s:\ne.Tick(t)\n%s", name, g.clauseBody(""))
	}
	return fmt.Sprintf("case <-%s:\n%s", name, g.clauseBody(""))
}

// ownTimer is a timer of the pass, or of the function, which is not stopped on every way.
func (g *generator) ownTimer() string {
	n := g.unique()
	name := fmt.Sprint("own", n)
	out := fmt.Sprintf("%s := time.NewTimer(%s)\n", name, g.duration(false))
	switch g.of(6) {
	case 1:
		out = fmt.Sprintf("var %s = time.NewTimer(%s)\n", name, g.duration(false))
	case 2:
		out += fmt.Sprintf("if e.Ask() {\n%s.Stop()\n%s}\n", name, g.jump())
	case 3:
		out += fmt.Sprintf("if e.Ask() {\n%s}\ndefer %s.Stop()\n", g.jump(), name)
	}
	if g.of(2) == 1 {
		out += g.before() + "\n"
	}
	on := g.events()
	stop := ""
	if g.of(3) == 1 {
		stop = name + ".Stop()\n"
	}
	out += fmt.Sprintf("select {\ncase <-%s.C:\n%s%s%s}\n", name, g.clauseBody(""), on.clause(), "case <-e.Quit:\n"+stop+"return\n")
	switch g.of(4) {
	case 1:
		out += g.statement() + "\n"
	case 2:
		if g.kind != resets {
			out += fmt.Sprintf("if !%s.Stop() {\n%s}\n", name, g.log())
		}
	}
	return "{\n" + out + "}\n"
}

// ownTicker is a ticker of the pass, or of the function, which is not stopped on every way.
func (g *generator) ownTicker() string {
	n := g.unique()
	name := fmt.Sprint("own", n)
	out := fmt.Sprintf("%s := time.NewTicker(%s)\n", name, g.period())
	if g.of(3) == 1 {
		out += fmt.Sprintf("if e.Ask() {\n%s.Stop()\n%s}\n", name, g.jump())
	}
	switch g.of(3) {
	case 1:
		out += fmt.Sprintf("for range %s.C {\nif e.Over() {\nbreak\n}\n%s\n}\n", name, g.statement())
	case 2:
		out += fmt.Sprintf("%sTicks := %s.C\nselect {\ncase <-%[1]sTicks:\n%[3]scase <-e.Quit:\nreturn\n}\n", name, name, g.clauseBody(""))
	default:
		out += fmt.Sprintf("select {\ncase t := <-%s.C:\ne.Tick(t)\n%scase <-e.Quit:\nreturn\n}\n", name, g.clauseBody(""))
	}
	if g.of(3) == 1 {
		out += g.statement() + "\n"
	}
	return "{\n" + out + "}\n"
}
