package differential

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// contextMutants are mistakes that people make with cancel functions: those of form "" in the programs as they are, the others in what is made
// of them.
var contextMutants = []mutant{
	{"defer cancel() everywhere", "", goSync, naive(nil)},
	{"defer cancel() wherever it is dropped", "", goSync, naive(func(m assignment) bool { return m.blank && !m.loop })},
	{"defer cancel() in a loop, also where there was a cancel()", "safe", goSync, all(naive(func(m assignment) bool { return !m.blank && m.loop }), deleteLines(cancelCall))},
	{"a new variable in a nested block", "", goSync, atMakings(func(m assignment) string {
		if m.blank && m.op == "=" && !m.declares {
			return m.write("stopX", ":=") + m.line("defer stopX("+m.arg+")")
		}
		return ""
	})},
	{"the name of another cancel function", "", goSync, atMakings(func(m assignment) string {
		if m.blank && m.op == ":=" {
			return m.write("cancel", ":=") + m.line("defer cancel("+m.arg+")")
		}
		return ""
	})},
	{"the defer in front of the assignment", "", goSync, atMakings(func(m assignment) string {
		if m.blank && m.op == "=" && !m.declares && !m.loop { // it panics, and to do that more than once makes Go 1.26 itself fail
			return m.variable() + m.line("defer stopX("+m.arg+")") + m.write("stopX", "=")
		}
		return ""
	})},
	{"the defer in a function literal", "", goSync, atMakings(func(m assignment) string {
		if m.blank && m.op == ":=" {
			return m.write("stopX", ":=") + m.line("func() { defer stopX("+m.arg+") }()")
		}
		return ""
	})},
	{"cancel() at once, not deferred", "safe", goSync, replace(`(?m)^(\t*)defer ((?:cancel|stop)\d*\((?:nil|mine)?\))$`, "$1$2")},
	{"a plain cancel() in front of every return", "", goSync, beforeReturns},
	{"the defer of cancel above those in front of it", "safe", goSync, outermost},
	{"cancel(nil) for cancel(err)", "safe", goSync, replace(`(?m)^(\t*(?:defer )?(?:cancel|stop)\d*)\(mine\)$`, "$1(nil)")},
	{"cancel(err) for cancel(nil)", "safe", goSync, replace(`(?m)^(\t*(?:defer )?(?:cancel|stop)\d*)\(nil\)$`, "$1(mine)")},
	{"a defer instead of a cancel()", "safe", goSync, all(naive(func(m assignment) bool { return !m.blank && !m.loop }), deleteLines(cancelCall))},
	{"no cancel() on one way out", "safe", goSync, replace(`(?m)^\t*`+cancelCall+`\n(\t*(?:return|break|continue)\b.*\n)`, "$1")},
	{"no deferred cancel", "safe", goSync, replace(`(?m)^(\t*)defer ((?:cancel|stop)\d*)\((?:nil|mine)?\)$`, "${1}_ = $2")},
	{"no deadline", "", goSync, replace(`ext\.WithTimeout\((.*), (\d+\*time\.Millisecond.*)\)`, "ext.WithCancel($1)")},
	{"no cause", "", goSync, replace(`(ext\.With(?:Timeout|Deadline)Cause\(.*, )mine\)`, "${1}nil)")},
	{"another parent", "", goSync, replace(`(ext\.With(?:Timeout|Deadline|Cancel)(?:Cause)?\()(?:ctx|c)\b`, "${1}e.Ctx")},
	{"a function literal for the body of a loop that returns", "", goSync, bodyLiteral},
	{"defer cancel() in function literals", "", goSync, naive(func(m assignment) bool { return m.blank && m.literal })},
}

const cancelCall = `(?:cancel|stop)\d*\((?:nil|mine)?\)`

// TestContextOracle makes every mutant of some programs, and wants each of them found out.
func TestContextOracle(t *testing.T) {
	t.Parallel()
	b := Batch{Whole: map[string][]bool{}}
	for i := range 300 {
		b.Programs = append(b.Programs, GenerateContexts(7, i))
	}
	r, err := Rewrite(t.Context(), b.Programs, contextForms[0])
	if err != nil {
		t.Fatal(err)
	}
	b.Variants = map[string][]string{}
	sources := map[string][]string{"safe": r.Sources}
	for _, p := range b.Programs {
		sources[""] = append(sources[""], p.Source)
	}
	var mutants []mutant
	for i, m := range sampled(contextMutants, 4) {
		spoil := m.make
		m.make = func(src string) string {
			out := spoil(src)
			if out != src && compile(m.name, out) != nil {
				return src
			}
			return out
		}
		mutants = append(mutants, m)
		b.Whole[fmt.Sprint("mutant", i)] = make([]bool, len(b.Programs)) // what was lost in the original may stay lost
	}
	mutants = append(mutants, mutant{"nothing is fixed, nothing refused", "", goSync, func(src string) string { return src + "// the same\n" }})
	tryMutants(t, b, mutants, 20, sources, contextTemplate, func(mutant) Pass { return Pass{Parent: "counts", Seeds: []int64{1, 2, 3, 4, 5, 6}} })
}

// TestContextControl: a program that differs from itself in nothing but a comment does the same.
func TestContextControl(t *testing.T) {
	t.Parallel()
	b := Batch{Variants: map[string][]string{}, Whole: map[string][]bool{"same": nil}}
	for i := range sample(40, 100) {
		p := GenerateContexts(*seed+4, i)
		b.Programs = append(b.Programs, p)
		b.Variants["same"] = append(b.Variants["same"], p.Source+"// the same\n")
		b.Whole["same"] = append(b.Whole["same"], false)
	}
	r, err := b.Run(t.Context(), contextTemplate, Toolchain{}, contextPasses("same"))
	if err != nil {
		t.Fatal(err)
	}
	if r.Undecided*100 > r.Pairs {
		t.Errorf("%d of %d pairs are undecided", r.Undecided, r.Pairs)
	}
	for _, d := range r.Diffs {
		t.Errorf("%s", finding{program: b.Programs[d.Program], source: b.Variants["same"][d.Program], diff: d})
	}
}

// An assignment is an assignment of a new context, on a line of its own.
type assignment struct {
	indent, name, cancel, op, call, arg string

	declares bool // with the word var
	blank    bool
	loop     bool // it seems to be in one
	literal  bool // it seems to be in a function literal
}

var makingLine = regexp.MustCompile(`^(\t*)(var )?([\w.]+), (\w+) (:?=) ((?:stdctx|context)\.With(?:Cancel|Timeout|Deadline)(Cause)?\(.*\))(?: //.*)?$`)

// atMakings replaces each line that makes a context by what change returns for it, unless that is empty. Where it says X, a number is put.
func atMakings(change func(assignment) string) func(string) string {
	return func(src string) string {
		text := strings.Split(src, "\n")
		for i, line := range text {
			s := makingLine.FindStringSubmatch(line)
			if s == nil {
				continue
			}
			m := assignment{indent: s[1], name: s[3], cancel: s[4], op: s[5], call: s[6], declares: s[2] != "", blank: s[4] == "_"}
			if strings.Contains(m.call, ".WithCancelCause(") {
				m.arg = "nil"
			}
			for j := i; j > 0 && !strings.HasPrefix(text[j], "func"); j-- {
				if outer := strings.TrimLeft(text[j], "\t"); indent(text[j]) < indent(line) && outer != "" {
					m.loop = m.loop || strings.HasPrefix(outer, "for ") || outer == "{" && strings.HasSuffix(text[j-1], ":")
					m.literal = m.literal || strings.HasPrefix(outer, "func()")
				}
			}
			if out := change(m); out != "" {
				text[i] = strings.ReplaceAll(strings.TrimSuffix(out, "\n"), "X", fmt.Sprint(i))
			}
		}
		return strings.Join(text, "\n")
	}
}

func (m assignment) line(text string) string { return m.indent + text + "\n" }

func (m assignment) write(cancel, op string) string {
	return m.line(fmt.Sprintf("%s, %s %s %s", m.name, cancel, op, m.call))
}

// variable declares stopX.
func (m assignment) variable() string {
	typ := "context.CancelFunc"
	if m.arg != "" {
		typ = "context.CancelCauseFunc"
	}
	if strings.HasPrefix(m.call, "std") {
		typ = "std" + strings.Replace(typ, "context", "ctx", 1)
	}
	return m.line("var stopX " + typ)
}

// naive defers the cancel function of every context that of allows, as people do: right behind the assignment.
func naive(of func(assignment) bool) func(string) string {
	return atMakings(func(m assignment) string {
		switch {
		case of != nil && !of(m):
			return ""
		case !m.blank && m.op == ":=":
			return m.write(m.cancel, m.op) + m.line("defer "+m.cancel+"("+m.arg+")")
		case m.blank && (m.op == ":=" || m.declares):
			return m.write("stopX", ":=") + m.line("defer stopX("+m.arg+")")
		case m.blank:
			return m.variable() + m.write("stopX", "=") + m.line("defer stopX("+m.arg+")")
		}
		return ""
	})
}

var returnLine = regexp.MustCompile(`^\t*return\b`)

// beforeReturns cancels each context whose cancel function is dropped in front of the returns behind it.
func beforeReturns(src string) string {
	text := strings.Split(atMakings(func(m assignment) string {
		if m.blank && m.op == ":=" && len(m.indent) == 1 {
			return m.write("stopX", ":=")
		}
		return ""
	})(src), "\n")
	made := regexp.MustCompile(`^\t[\w.]+, (stop\d+) := .*ext\.With(?:Cancel|Timeout|Deadline)(Cause)?\(`)
	cancels := ""
	for i, line := range text {
		if strings.HasPrefix(line, "}") {
			cancels = ""
		}
		if m := made.FindStringSubmatch(line); m != nil && !strings.Contains(line, ".WithCancelCause(") {
			cancels += m[1] + "()\n"
		}
		if returnLine.MatchString(line) {
			text[i] = cancels + line
		}
	}
	return strings.Join(text, "\n")
}

var (
	deferred = regexp.MustCompile(`^\tdefer ((?:cancel|stop)\d*)\((nil|mine)?\)$`)
	funcLine = regexp.MustCompile(`^func .*\{$`)
)

// outermost has what is deferred run after everything else that the function defers.
func outermost(src string) string {
	text := strings.Split(src, "\n")
	head := 0
	for i, line := range text {
		if funcLine.MatchString(line) {
			head = i
		}
		if m := deferred.FindStringSubmatch(line); m != nil {
			last := fmt.Sprint("last", i)
			text[head] += fmt.Sprintf("\n\tvar %s func()\n\tdefer func() {\n\t\tif %[1]s != nil {\n\t\t\t%[1]s()\n\t\t}\n\t}()", last)
			text[i] = fmt.Sprintf("\t%s = func() { %s(%s) }", last, m[1], m[2])
		}
	}
	return strings.Join(text, "\n")
}

// bodyLiteral makes a function literal of the body of each loop that returns from the function.
func bodyLiteral(src string) string {
	text := strings.Split(src, "\n")
	for i, line := range text {
		if !strings.HasPrefix(strings.TrimLeft(line, "\t"), "for ") {
			continue
		}
		end := closing(text, i)
		body := strings.Join(text[i+1:end], "\n")
		if !strings.Contains(body, "\treturn") || !strings.Contains(body, "ext.With") {
			continue
		}
		text[i], text[end] = line+"\nfunc() {", "}()\n"+text[end]
		break
	}
	return strings.Join(text, "\n")
}
