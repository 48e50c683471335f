package differential

import "fmt"

// resetTimer is a loop around a timer that is set again in it: in the clause that received from it, and in others, with and without the drains
// that people write. None of them hangs, for the timer's own clause always sets it again.
func (g *generator) resetTimer() string {
	n := g.unique()
	name := fmt.Sprint("reset", n)
	out := fmt.Sprintf("%s := time.NewTimer(%s)\n", name, g.duration(false))
	switch g.of(4) {
	case 1:
		out += fmt.Sprintf("defer %s.Stop()\n", name)
	case 2:
		out += fmt.Sprintf("defer func() { %s.Stop() }()\n", name)
	case 3:
		out += fmt.Sprintf("defer func() {\nif !%s.Stop() {\nselect {\ncase <-%[1]s.C:\ndefault:\n}\n}\n}()\n", name)
	}
	l := &loop{}
	if g.of(3) == 1 {
		l.label = fmt.Sprint("R", n)
	}
	g.loops = append(g.loops, l)
	on := g.events()
	own := fmt.Sprintf("case <-%s.C:\n%s.Reset(%s)\n%s", name, name, g.duration(false), g.clauseBody(""))
	event := "v := <-e.A"
	on.used["A"] = true
	other := fmt.Sprintf("case %s:\n%s", event, g.log("v"))
	if g.of(3) != 2 {
		other += g.work() + "\n" // meanwhile it fires
	}
	other += g.resets(name)
	if g.of(2) == 1 {
		other += g.clauseBody("")
	}
	before := ""
	if g.of(4) == 1 {
		before = g.resets(name)
	}
	body := before + "select {\n" + own + other + on.clause() + g.quit() + "}\n"
	switch g.of(3) {
	case 1:
		body += g.statement() + "\n"
	case 2:
		body += g.work() + "\n"
	}
	g.loops = g.loops[:len(g.loops)-1]
	header := "for e.More() {\n"
	if l.used {
		header = l.label + ":\n" + header
	}
	return "{\n" + out + header + body + "}\n}\n"
}

// resets sets the timer again, whatever it did.
func (g *generator) resets(name string) string {
	d := g.duration(false)
	reset := fmt.Sprintf("%s.Reset(%s)\n", name, d)
	switch g.of(7) {
	case 1:
		return fmt.Sprintf("if !%s.Stop() {\nselect {\ncase <-%[1]s.C:\ndefault:\n}\n}\n", name) + reset
	case 2:
		return fmt.Sprintf("if !%s.Stop() {\n<-%[1]s.C\n}\n", name) + reset
	case 3:
		return name + ".Stop()\n" + reset
	case 4:
		return fmt.Sprintf("%s.Stop()\nselect {\ncase <-%[1]s.C:\ndefault:\n}\n", name) + reset
	case 5:
		return fmt.Sprintf("if stopped := %s.Stop(); !stopped {\nselect {\ncase <-%[1]s.C:\ndefault:\n}\n}\n", name) + g.comment() + reset
	case 6:
		return fmt.Sprintf("if e.Ask() {\n%s}\n", reset)
	}
	return reset
}
