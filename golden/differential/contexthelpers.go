package differential

import "fmt"

// A helper is a function that the program calls with a context.
type helper struct {
	name  string
	depth int // of calls
}

// deepest is how deep calls go.
const deepest = 3

// call is a call that hands a context to another function of the program: one that is there, or a new one.
func (g *contexts) call(f *scope, v variable, kind string) string {
	name := ""
	for _, h := range g.helpers[kind] {
		if h.depth > f.depth && g.of(2) == 1 {
			name = h.name
			break
		}
	}
	if name == "" && (f.depth >= deepest || g.budget < 0) {
		switch kind {
		case "err":
			return v.name + ".Err()"
		case "int":
			return "len(cause(" + v.name + "))"
		case "ctx", "generic":
			return v.name
		case "go":
			return "soon(e.Child(), " + v.name + ")"
		}
		return "look(e, " + g.word() + ", " + v.name + ")"
	}
	if name == "" {
		name = g.helper(kind, f.depth+1)
	}
	switch kind {
	case "runs", "keeps":
		return fmt.Sprintf("%s(e, func(e *env.Env) { look(e, %s, %s) })", name, g.word(), v.name)
	case "generic":
		return fmt.Sprintf("%s(e, %s)", name, v.name)
	case "go":
		return fmt.Sprintf("%s(e.Child(), %s)", name, v.name)
	case "void":
		if len(name) > 3 && name[:3] == "rec" {
			return fmt.Sprintf("%s(e, %s, 2)", name, v.name)
		}
		if len(name) > 3 && name[:3] == "any" && g.of(2) == 1 {
			return fmt.Sprintf("%s(e, e.Ctx, %s)", name, v.name)
		}
	}
	return fmt.Sprintf("%s(e, %s)", name, v.name)
}

// helper makes a function of a kind, and returns its name.
func (g *contexts) helper(kind string, depth int) string {
	g.budget--
	n := g.unique()
	f := &scope{vars: []variable{{"ctx", false}}, blocks: []map[string]bool{{"ctx": true, "e": true}}, depth: depth, calm: true}
	parameter, before, after, results := "ctx context.Context", "", "", ""
	name := fmt.Sprintf("%s%d@", kind, n)
	switch kind {
	case "void":
		switch g.of(6) {
		case 1:
			return g.recursive(n, f)
		case 2:
			name, parameter, before = fmt.Sprintf("any%d@", n), "all ...context.Context", "ctx := all[len(all)-1]\n"+g.look("e", "ctx")
		case 3:
			parameter, before = "x interface{ Err() error }", "ctx, ok := x.(context.Context)\nif !ok {\nreturn\n}\n"+g.look("e", "ctx")
		case 4: // it has the wait group of the goroutine it starts
			before = "var wg sync.WaitGroup\ndefer wg.Wait()\n"
			f.blocks[0]["wg"] = true
			after = "wg.Add(1)\ngo func(e *env.Env) {\ndefer wg.Done()\n" + g.goroutine(f, func(in *scope) string { return g.look("e", "ctx") }) + "}(e.Child())\n"
		}
	case "err", "int", "ctx":
		f.results, results = kind, resultsOf[kind].types
	case "go":
		before = "defer e.Done()\ntime.Sleep(" + g.pause() + ")\n"
	case "runs":
		return g.add(kind, name, depth, fmt.Sprintf("func %s(e *env.Env, f func(*env.Env)) {\nf(e)\ntime.Sleep(%s)\nf(e)\n}\n", name, g.pause()))
	case "keeps":
		return g.add(kind, name, depth, fmt.Sprintf("func %s(e *env.Env, f func(*env.Env)) {\nif e.Ask() {\nf(e)\n}\nfuncs = append(funcs, f)\n}\n", name))
	case "generic":
		bound := []string{"any", "context.Context"}[g.of(2)]
		return g.add(kind, name, depth, fmt.Sprintf("func %s[T %s](e *env.Env, v T) T {\ne.Log(%s)\nreturn v\n}\n", name, bound, g.word()))
	}
	body := g.statements(f, 1+g.of(2))
	if f.results != "" {
		body += g.ret(f)
	}
	return g.add(kind, name, depth, "func "+name+"(e *env.Env, "+parameter+") "+results+" {\n"+before+body+after+"}\n")
}

// add declares a function, and notes that it may be called again.
func (g *contexts) add(kind, name string, depth int, text string) string {
	g.decls = append(g.decls, text)
	g.helpers[kind] = append(g.helpers[kind], helper{name, depth})
	return name
}

// recursive makes two functions that call each other.
func (g *contexts) recursive(n int, f *scope) string {
	one, two := fmt.Sprintf("rec%d@", n), fmt.Sprintf("rec%db@", n)
	for i, name := range []string{one, two} {
		next := []string{two, one}[i]
		g.decls = append(g.decls, fmt.Sprintf("func %s(e *env.Env, ctx context.Context, n int) {\nif n <= 0 {\nreturn\n}\n%s%s(e, ctx, n-1)\n}\n", name, g.quiet(f, f.vars[0])+g.statements(f, g.of(2)), next))
		f.vars, f.blocks = f.vars[:1], []map[string]bool{{"ctx": true, "e": true}}
	}
	g.helpers["void"] = append(g.helpers["void"], helper{one, f.depth})
	return one
}

// method returns a method of a struct that holds a context.
func (g *contexts) method(f *scope) string {
	if h := g.helpers["method"]; len(h) > 0 && h[0].depth > f.depth {
		return h[0].name
	}
	if f.depth >= deepest {
		if len(g.helpers["last"]) == 0 {
			g.add("last", "last@", deepest+1, "func (h *holder) last@(e *env.Env) { look(e, \"last\", h.ctx) }\n")
		}
		return "last@"
	}
	name := fmt.Sprintf("method%d@", g.unique())
	in := &scope{vars: []variable{{"h.ctx", false}}, blocks: []map[string]bool{{"h": true, "e": true}}, depth: f.depth + 1, calm: true, holder: "h"}
	g.budget--
	body := g.statements(in, 1+g.of(2))
	return g.add("method", name, in.depth, "func (h *holder) "+name+"(e *env.Env) {\n"+body+"}\n")
}
