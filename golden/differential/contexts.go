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
	g.wild = []int{0, 1, 2, 4}[g.of(4)]
	f := &scope{vars: []variable{{"ctx", false}}, blocks: []map[string]bool{{"ctx": true, "e": true}}}
	f.results = g.kindOfResults()
	receiver, call := "", "run@"
	if g.of(4) == 1 {
		receiver, call, f.holder = "(h *holder) ", "held.run@", "h"
	}
	body := g.function(f)
	text := "func " + receiver + "run@(e *env.Env, ctx context.Context) " + resultsOf[f.results].types + " {\n" + body + "}\n\n" + g.entry(f, call)
	for _, d := range g.decls {
		text += "\n" + d
	}
	if g.of(10) == 1 {
		text = strings.ReplaceAll(text, "context.", "stdctx.")
		text = "package original\n\nimport (\nstdctx \"context\"\n" + imports + text
	} else {
		text = "package original\n\nimport (\n\"context\"\n" + imports + text
	}
	text = strings.ReplaceAll(text+"\nvar (\n_ sync.Mutex\n_ = time.Now\n)\n", "@", name)
	pretty, err := format.Source([]byte(text))
	if err != nil {
		panic(fmt.Sprintf("format program: %v\n%s", err, text))
	}
	return Program{Name: name, Source: string(pretty), choices: c.list, contexts: true, untidy: g.untidy}
}

const imports = "\"sync\"\n\"time\"\n\n\"example.com/differential/env\"\n)\n\n"

// results are what a function may return; the first value is what its caller may look at later.
type results struct{ types, zero, keep string }

var resultsOf = map[string]results{
	"":       {},
	"err":    {"error", "nil", "_ = r"},
	"int":    {"int", "0", "_ = r"},
	"named":  {"(out context.Context)", "out", `look(e, "result", r)`},
	"ctx":    {"context.Context", "nil", `look(e, "result", r)`},
	"ctxerr": {"(context.Context, error)", "nil, nil", `look(e, "result", r)`},
	"holder": {"*holder", "nil", `if r != nil {` + "\n" + `look(e, "result", r.ctx)` + "\n}"},
	"func":   {"func(*env.Env)", "nil", "if r != nil {\nr(e)\n}"},
	"done":   {"<-chan struct{}", "nil", `closed(e, "result", r)`},
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
	out := "func @(e *env.Env) {\none, list, table, queue = nil, nil, map[string]context.Context{}, make(chan context.Context, 9)\n" +
		"funcs, dones, held, cancels = nil, nil, &holder{}, nil\n"
	switch {
	case f.results == "":
		out += "e.After = after\n" + call + "(e, e.Ctx)\n}\n"
	default:
		to := "r"
		if f.results == "ctxerr" {
			to = "r, _"
		}
		typ := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(r.types, ", error)"), "("), "out "), ")")
		if f.results == "func" {
			typ = r.types
		}
		out += "var r " + typ + "\ne.After = func(e *env.Env) {\nafter(e)\n" + r.keep + "\n}\n" + to + " = " + call + "(e, e.Ctx)\n}\n"
	}
	return out
}
