package differential

import (
	"fmt"
	"go/format"
	"math/rand"
	"strings"
)

// GenerateContexts makes program number n of a seed, a random function that makes contexts and loses some of their cancel functions. What it calls
// with them, which may keep them, is part of the program, and so is whatever looks at a context: the world of a program takes none, for who gets one
// may keep it.
func GenerateContexts(seed int64, n int) Program {
	return generateContexts(&choices{random: rand.New(rand.NewSource(seed<<20 + int64(n)))}, fmt.Sprintf("P%05d", n))
}

// contexts makes a program. In what it writes, an @ stands for the name of the program.
type contexts struct {
	*choices
	number  int                 // of what must differ: names, logged words, moments
	budget  int                 // statements that may still be made
	wild    int                 // of eight uses of a context, how many may keep it
	decls   []string            // functions the program calls
	helpers map[string][]helper // by what they take and return
	untidy  bool                // somebody else has a cancel function, and may not call it
}

// A scope is the function around a place, as far as what is written there depends on it.
type scope struct {
	vars    []variable
	blocks  []map[string]bool // names declared, the innermost block last
	results string            // their kind
	loops   []*loop
	depth   int    // of calls from the function of the program; 0 is that
	calm    bool   // it neither panics nor ends its goroutine
	holder  string // the receiver, if it can hold contexts
	nested  int
}

// A variable is a context that has a name.
type variable struct {
	name string
	ends bool // by itself, when its deadline has come
}

// generateContexts writes the program called name that c chooses.
func generateContexts(c *choices, name string) Program {
	g := &contexts{choices: c, budget: 14, helpers: map[string][]helper{}}
	g.wild = []int{0, 1, 0, 3}[g.of(4)]
	f := &scope{vars: []variable{{"ctx", false}}, blocks: []map[string]bool{{"ctx": true, "e": true}}}
	f.results = g.kindOfResults()
	receiver, call := "", "run@"
	if g.of(4) == 1 {
		receiver, call, f.holder = "(h *holder@) ", "held@.run@", "h"
	}
	body := g.function(f)
	text := "func " + receiver + "run@(e *env.Env, ctx context.Context) " + resultsOf[f.results].types + " {\n" + body + "}\n\n" + g.entry(f, call) + world
	for _, d := range g.decls {
		text += "\n" + d
	}
	if g.of(10) == 1 {
		text = strings.ReplaceAll(text, "context.", "stdctx.")
		text = "package original\n\nimport (\nstdctx \"context\"\n" + imports + text
	} else {
		text = "package original\n\nimport (\n\"context\"\n" + imports + text
	}
	text = strings.ReplaceAll(text, "@", name)
	pretty, err := format.Source([]byte(text))
	if err != nil {
		panic(fmt.Sprintf("format program: %v\n%s", err, text))
	}
	return Program{Name: name, Source: string(pretty), choices: c.list, contexts: true, untidy: g.untidy}
}

const imports = "\"errors\"\n\"sync\"\n\"time\"\n\n\"example.com/differential/env\"\n)\n\n"

// results are what a function may return; the first value is what its caller may look at later.
type results struct{ types, zero, keep string }

var resultsOf = map[string]results{
	"":       {},
	"err":    {"error", "nil", "_ = r"},
	"int":    {"int", "0", "_ = r"},
	"named":  {"(out context.Context)", "out", `look@(e, "result", r)`},
	"ctx":    {"context.Context", "nil", `look@(e, "result", r)`},
	"ctxerr": {"(context.Context, error)", "nil, nil", `look@(e, "result", r)`},
	"holder": {"*holder@", "nil", `if r != nil {` + "\n" + `look@(e, "result", r.ctx)` + "\n}"},
	"func":   {"func(*env.Env)", "nil", "if r != nil {\nr(e)\n}"},
	"done":   {"<-chan struct{}", "nil", `closed@(e, "result", r)`},
}

func (g *contexts) kindOfResults() string {
	if g.wild == 0 {
		return []string{"", "err", "int", "ctx"}[g.of(4)]
	}
	return []string{"", "err", "int", "ctx", "named", "ctxerr", "holder", "func", "done"}[g.of(9)]
}

// entry is the function the harness calls: it calls that of the program, and says how to look at what that leaves behind.
func (g *contexts) entry(f *scope, call string) string {
	r := resultsOf[f.results]
	out := "func @(e *env.Env) {\none@, list@, table@, queue@ = nil, nil, map[string]context.Context{}, make(chan context.Context, 9)\n" +
		"funcs@, dones@, held@, cancels@ = nil, nil, &holder@{}, nil\n"
	switch {
	case f.results == "":
		out += "e.After = after@\n" + call + "(e, e.Ctx)\n}\n"
	default:
		to := "r"
		if f.results == "ctxerr" {
			to = "r, _"
		}
		typ := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(r.types, ", error)"), "("), "out "), ")")
		if f.results == "func" {
			typ = r.types
		}
		out += "var r " + typ + "\ne.After = func(e *env.Env) {\nafter@(e)\n" + r.keep + "\n}\n" + to + " = " + call + "(e, e.Ctx)\n}\n"
	}
	return out
}

// world is what all programs have: places to keep things, and functions that look at them.
const world = `
var (
	err@ = errors.New("mine")
	one@ context.Context
	list@ []context.Context
	table@ map[string]context.Context
	queue@ chan context.Context
	funcs@ []func(*env.Env)
	dones@ []<-chan struct{}
	held@ = &holder@{}
	cancels@ []context.CancelFunc
)

type key@ struct{}

type wrapped@ struct{ context.Context }

type holder@ struct {
	ctx context.Context
	cancel context.CancelFunc
}

type group@ struct{ wg sync.WaitGroup }

func (g *group@) Go(f func()) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f()
	}()
}

func (g *group@) Wait() { g.wg.Wait() }

func look@(e *env.Env, word string, ctx context.Context) {
	if ctx == nil {
		e.Log(word, "none")
		return
	}
	done := false
	select {
	case <-ctx.Done():
		done = true
	default:
	}
	_, ends := ctx.Deadline()
	e.Log(word, done, ctx.Err() != nil, ends, cause@(ctx), ctx.Value(key@{}) != nil)
}

func soon@(e *env.Env, ctx context.Context) {
	defer e.Done()
	time.Sleep(413 * time.Nanosecond)
	look@(e, "soon", ctx)
}

func cause@(ctx context.Context) string {
	switch context.Cause(ctx) {
	case nil:
		return "alive"
	case context.Canceled:
		return "canceled"
	case context.DeadlineExceeded:
		return "late"
	case err@:
		return "mine"
	}
	return "other"
}

func closed@(e *env.Env, word string, done <-chan struct{}) {
	select {
	case <-done:
		e.Log(word, "closed")
	default:
		e.Log(word, "open")
	}
}

func after@(e *env.Env) {
	look@(e, "one", one@)
	for _, c := range list@ {
		look@(e, "list", c)
	}
	for _, k := range []string{"a", "b"} {
		if c := table@[k]; c != nil {
			look@(e, k, c)
		}
	}
	for n := len(queue@); n > 0; n-- {
		c := <-queue@
		look@(e, "queue", c)
		queue@ <- c
	}
	for _, f := range funcs@ {
		f(e)
	}
	for _, d := range dones@ {
		closed@(e, "done", d)
	}
	look@(e, "held", held@.ctx)
}

var _ = time.Now
`
