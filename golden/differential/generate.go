// Package differential looks for programs that do something else once they are rewritten. It makes random functions that wait in
// loops, has the engine rewrite them in every form, and runs both against the same random events in virtual time: their traces, which hold
// every event with its moment, every evaluation of a duration that can be seen, and every timer with the moment it was set, must be equal.
//
// Programs that make contexts (contexts.go) are run in the same way, in a world of their own (testdata/contexts): there it is what can be seen of
// every context, by the program and afterwards, and how many stay registered with their parent.
//
// Programs are made of choices (choices.go, generate.go, waits.go), rewritten by the real engine (engine.go), built some hundred at a time
// into one test binary (module.go) together with the module in testdata/differential, which is their world, and made small where they
// differ (shrink.go). There is little luck in a run: as far as the generator can see to it, no two things happen at the same moment, so
// that no select has a choice. Where the original turns out to have one, the run is set aside.
package differential

import (
	"fmt"
	"go/format"
	"math/rand"
	"strings"
)

// A Program is a random function that waits in loops, or makes contexts.
type Program struct {
	Name     string
	Source   string // a file of package original
	choices  []int
	resets   bool
	contexts bool
	untidy   bool // it hands cancel functions on, so that contexts may stay although nothing was refused
}

// with is the program of the same sort that a list of choices makes.
func (p Program) with(list []int, name string) Program {
	c := &choices{list: list, resets: p.resets}
	if p.contexts {
		return generateContexts(c, name)
	}
	return generate(c, name)
}

// Generate makes program number n of a seed.
func Generate(seed int64, n int) Program {
	return generate(&choices{random: rand.New(rand.NewSource(seed<<20 + int64(n)))}, fmt.Sprintf("P%05d", n))
}

// GenerateResets makes program number n of a seed, in which timers are set again.
func GenerateResets(seed int64, n int) Program {
	c := &choices{random: rand.New(rand.NewSource(seed<<20 + int64(n))), resets: true}
	return generate(c, fmt.Sprintf("P%05d", n))
}

// generate writes the function called name that c chooses.
func generate(c *choices, name string) Program {
	g := &generator{choices: c, budget: 14}
	if g.kind = kind(g.of(3)); c.resets {
		g.kind = resets
	}
	body := g.function()
	src := "package original\n\nimport (\n\t\"time\"\n\n\t\"example.com/differential/env\"\n)\n\n" +
		"func " + name + "(e *env.Env) {\n" + body + "}\n\nvar _ = time.Now\n"
	pretty, err := format.Source([]byte(src))
	if err != nil {
		panic(fmt.Sprintf("format program: %v\n%s", err, src))
	}
	return Program{Name: name, Source: string(pretty), choices: c.list, resets: c.resets}
}

// A kind leaves out what, together, would give a program the choice between two clauses that are ready at the same moment: then
// it does one thing or another, and nothing can be compared.
type kind int

const (
	plain     kind = iota // values wait to be received; durations are positive
	variables             // channels of timers are kept in variables
	zero                  // durations may be zero or negative; no default clauses
	// Timers are set again, some of which may have fired unread. Nothing asks what Stop returned, and whatever takes time can be seen to: the
	// engine does not take a call for a wait.
	resets
)

type generator struct {
	*choices
	kind    kind
	budget  int // statements that may still be made
	loops   []*loop
	selects []*loop  // those with a label, around the current place
	number  int      // of what must differ: logged words, labels, names, durations
	depth   int      // of selects and loops
	lits    int      // of function literals
	kept    bool     // there is a variable called tc for a channel that lives from pass to pass
	grows   bool     // a function literal called grow changes d
	done    bool     // there is a label called done at the end of the function
	ticks   []string // variables of channels of tickers, in the same function
}

// A loop is one around the current place, in the same function; or a select, as far as it can be left by name.
type loop struct {
	label   string
	used    bool // the label
	index   string
	pointer string // to an Env, and not nil in the loop
}

func (g *generator) unique() int {
	g.number++
	return g.number
}

// lines joins statements, without the empty ones.
func lines(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p != "" {
			b.WriteString(p)
			b.WriteString("\n")
		}
	}
	return b.String()
}

func (g *generator) function() string {
	var head, tail []string
	if g.of(4) == 1 {
		head = append(head, `defer e.Log("deferred")`)
	}
	if g.of(8) == 1 {
		head = append(head, "defer func() {\nif r := recover(); r != nil {\ne.Log(\"recovered\", r)\n}\n}()")
	}
	head = append(head, g.declarations())
	if g.of(6) == 1 {
		g.done = true
		head = append(head, "if e.Ask() {\ngoto done\n}")
		tail = append(tail, "done:", `e.Log("done")`)
	}
	if g.of(12) == 1 {
		head = append(head, "again:")
		tail = append([]string{"if e.More() {\ngoto again\n}"}, tail...)
	}
	body := g.loop()
	if g.kind == resets {
		body = g.resetTimer() + body
	}
	switch g.of(6) {
	case 1:
		body += g.comment() + g.loop()
	case 2:
		body = g.ownTimer() + body
	}
	return lines(append(append(head, body), tail...)...)
}

// declarations are the variables of a function. Some names are those that a rewrite would like to have.
func (g *generator) declarations() string {
	d := []string{"d := 3 * time.Millisecond", "d := e.D", "var d = time.Millisecond", "const ms = time.Millisecond\nd := 5 * ms"}[g.of(4)]
	if g.kind == zero && g.of(2) == 1 {
		d = []string{"d := 0 * time.Millisecond", "d := -time.Nanosecond"}[g.of(2)]
	}
	out := []string{d, "n := 0", "_, _ = d, n"}
	if g.kind == variables && g.of(2) == 1 {
		g.kept = true
		out = append(out, "var tc <-chan time.Time\nif tc != nil {\nreturn\n}")
	}
	if g.of(10) == 1 {
		g.grows = true
		out = append(out, "grow := func() { d = d*3%(8*time.Millisecond) + time.Millisecond }\ngrow()")
	}
	if g.of(6) == 1 {
		out = append(out, "timer, timerRead := 1, true\n_, _ = timer, timerRead")
	}
	return lines(out...)
}

// loop is a loop of some form with a wait in it.
func (g *generator) loop() string {
	g.depth++
	defer func() { g.depth-- }()
	l := &loop{}
	n, ticks := g.unique(), len(g.ticks)
	before := ""
	var header string
	switch g.of(10) {
	case 0:
		header = "for {"
	case 1:
		l.index = fmt.Sprint("i", n)
		header = fmt.Sprintf("for %[1]s := 0; %[1]s < 6; %[1]s++ {", l.index)
	case 2:
		header = "for e.More() {"
	case 3:
		l.index = fmt.Sprint("x", n)
		header = fmt.Sprintf("for %s := range [5]int{} {", l.index)
	case 4:
		header = "for n < 12 {\nn++"
	case 5:
		header = "for k := range map[string]bool{\"one\": true} {\n_ = k"
	case 6:
		return g.gotoLoop(n)
	case 7:
		l.pointer = fmt.Sprint("p", n)
		before = l.pointer + " := e.Maybe()\n"
		header = fmt.Sprintf("for %s != nil && e.More() {", l.pointer)
	case 8:
		header = fmt.Sprintf("for range %s {\nif e.Over() {\nbreak\n}", g.ticker())
	case 9:
		before = g.tickVariable()
		header = "for e.More() {"
	}
	if g.of(3) == 1 {
		l.label = fmt.Sprint("L", n)
	}
	g.loops = append(g.loops, l)
	body := g.loopBody()
	if len(g.ticks) > ticks {
		body = g.usesTicks(g.ticks[ticks], body)
		g.ticks = g.ticks[:ticks]
	}
	g.loops = g.loops[:len(g.loops)-1]
	if l.used {
		header = l.label + ":\n" + header
	}
	if l.index != "" {
		header += "\n_ = " + l.index
	}
	loop := g.comment() + before + header + "\n" + body + "}\n"
	if before != "" {
		loop = "{\n" + loop + "}\n" // no goto may jump over a declaration
	}
	return loop
}

// gotoLoop is a loop made with goto; no loop of Go's.
func (g *generator) gotoLoop(n int) string {
	label := fmt.Sprint("G", n)
	saved := g.loops
	g.loops = nil
	body := g.sel()
	g.loops = saved
	return lines(label+":", body, "if e.More() {\ngoto "+label+"\n}")
}

func (g *generator) loopBody() string {
	var parts []string
	for range g.of(3) {
		parts = append(parts, g.before())
	}
	if g.of(10) == 1 {
		label := fmt.Sprint("N", g.unique())
		parts = append(parts, "if e.Ask() {\ngoto "+label+"\n}", g.sel(), label+":", g.log())
	} else {
		parts = append(parts, g.wait())
	}
	if g.of(3) == 1 {
		parts = append(parts, g.statement())
	}
	return lines(parts...)
}

// before is a statement in front of a wait.
func (g *generator) before() string {
	switch g.of(9) {
	case 1:
		return g.work()
	case 2:
		return "if e.Ask() {\n" + g.jump() + "}"
	case 3:
		return fmt.Sprintf("d, m%[1]d := d+2*time.Millisecond, %[1]d\n_, _ = d, m%[1]d", g.unique())
	case 4:
		return g.comment() + g.log()
	case 5:
		return "n++"
	case 6:
		return "e.D += time.Millisecond"
	case 7:
		return "if e.Ask() {\n" + g.log() + g.jump() + "}"
	case 8:
		return g.change()
	}
	return g.log()
}

func (g *generator) log(args ...string) string {
	return fmt.Sprintf("e.Log(%s)\n", strings.Join(append([]string{fmt.Sprint(g.unique())}, args...), ", "))
}

// work takes shorter or longer than the timers of a program do.
func (g *generator) work() string {
	if g.kind == resets {
		return fmt.Sprintf("time.Sleep(%d*time.Millisecond + 3*time.Nanosecond)", g.of(6)+1)
	}
	return fmt.Sprintf("e.Work(%d * time.Millisecond)", g.of(6)+1)
}

// change changes what durations are made of.
func (g *generator) change() string {
	grow := "d = d*2%(9*time.Millisecond) + time.Millisecond"
	if g.grows {
		grow = "grow()"
	}
	switch g.of(4) {
	case 1:
		return "n++"
	case 2:
		return "e.D = e.D%(7*time.Millisecond) + time.Millisecond"
	case 3:
		if g.kind == zero {
			return "d = 0"
		}
		return "d = 2 * time.Millisecond"
	}
	return grow
}

func (g *generator) comment() string {
	if g.of(4) != 1 {
		return ""
	}
	return fmt.Sprintf("// comment %d.\n", g.unique())
}

// jump leaves the pass, the loop or the function.
func (g *generator) jump() string {
	if g.done && g.of(3) == 1 {
		return "goto done\n"
	}
	if n := len(g.selects); n > 0 && g.of(2) == 1 {
		g.selects[n-1].used = true
		return "break " + g.selects[n-1].label + "\n"
	}
	if len(g.loops) == 0 {
		return "return\n"
	}
	outer := g.loops[g.of(len(g.loops))]
	word := []string{"continue", "break", "return", "continue", "continue"}[g.of(5)]
	if word == "return" {
		return "return\n"
	}
	if outer.label != "" {
		outer.used = true
		return word + " " + outer.label + "\n"
	}
	return word + "\n"
}
