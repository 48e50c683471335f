package differential

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A mutant is a mistake that people make when they do this by hand, made in what the engine prints, or, with form "", in the program as it was.
type mutant struct {
	name string
	form string
	mode Mode
	make func(src string) string // returns src where it finds nothing to spoil
}

var (
	goSync   = Mode{}
	sync123  = Mode{Model: true, Sync: true}
	async122 = Mode{Model: true}
	asyncLag = Mode{Model: true, Lag: 400_000}
)

var mutants = []mutant{
	{"no Reset", "sync", goSync, deleteLines(`timer\d*\.Reset\(.*\)`)},
	{"Reset only in the timer's clause", "sync", goSync, moveReset(intoClause)},
	{"Reset behind the select", "sync", goSync, moveReset(behindSelect)},
	{"Reset at the head of the loop", "sync", goSync, moveReset(loopHead)},
	{"a ticker instead of a timer", "sync", goSync, all(replace(`(timer\d*) := time\.NewTimer\(`, "$1 := time.NewTicker("), noLazy, deleteLines(`timer\d*\.Reset\(.*\)`))},
	{"the duration of before the loop", "sync", goSync, frozen},
	{"a duration with effects once more, before the loop", "sync", goSync, eager},
	{"a blocking drain, also of what was received", "sync", goSync, replace(`(?m)^(\t*)(timer\d*)\.Reset\(`, "${1}if !$2.Stop() {\n$1\t<-$2.C\n$1}\n$1$2.Reset(")},
	{"the same before Go 1.23", "sync", async122, replace(`(?m)^(\t*)(timer\d*)\.Reset\(`, "${1}if !$2.Stop() {\n$1\t<-$2.C\n$1}\n$1$2.Reset(")},
	{"a plain Reset before Go 1.23", "sync", async122, replace(`$`, "\n")},
	{"NewTimer(0) left undrained", "sync", async122, replace(`(timer\d*) := time\.NewTimer\(.*\)`, "$1 := time.NewTimer(0)")},
	{"the popular drain that does not block", "sync", asyncLag, replace(`(?m)^(\t*)(timer\d*)\.Reset\(`, "${1}if !$2.Stop() {\n$1\tselect {\n$1\tcase <-$2.C:\n$1\tdefault:\n$1\t}\n$1}\n$1$2.Reset(")},
	{"no deferred Stop", "sync", sync123, deleteLines(`defer timer\d*\.Stop\(\)`)},
	{"Stop behind the loop, not deferred", "sync", sync123, stopBehindLoop},
	{"made inside the outer loop", "sync", sync123, intoLoop},
	{"a timer for each pass", "sync", sync123, replace(`if (timer\d*) == nil {`, "if $1 == nil || true {")},
	{"one timer for two clauses", "sync", goSync, shareTimer},
	{"the flag is not cleared", "async", async122, deleteLines(`timer\d*Read = false`)},
	{"the flag is not set", "async", async122, deleteLines(`timer\d*Read = true`)},
	{"the flag is ignored", "async", async122, replace(`&& !(timer\d*Read)`, "&& (!$1 || true)")},
	{"Stop the wrong way round", "async", async122, replace(`if !(timer\d*)\.Stop\(\) &&`, "if $1.Stop() &&")},
	{"Reset if Stop came too late", "importer", async122, replace(`if (timer\d*)\.Stop\(\) {`, "if !$1.Stop() {")},
	{"Reset although it fired", "importer", async122, replace(`(timer\d*) = time\.NewTimer\((.*)\) // it fired.*`, "$1.Reset($2)")},
	{"the deferred Stop is that of the first timer", "importer", async122, replace(`defer func\(\) \{ (timer\d*)\.Stop\(\) \}\(\)`, "defer $1.Stop()")},
	{"Reset of whatever timer there is", "importer", async122, replace(`if (timer\d*) != nil && timer\d*\.Stop\(\) {`, "if $1 != nil {")},
	{"the other clauses do not Stop", "fresh", async122, deleteLines(`timer\d*\.Stop\(\)`)},
	{"Stop in front of the select", "fresh", async122, replace(`(?m)^(\t*)(timer\d*) := (.*)$`, "$1$2 := $3\n$1$2.Stop()")},
	{"the timer starts before the operands in front of it", "", goSync, ignoreOrder},
	{"no deferred Stop of a ticker", "async", async122, deleteLines(`defer (ticker|ticks|c)\d*\.Stop\(\)`)},
	{"Stop of a ticker at once, not deferred", "async", async122, replace(`defer ((ticker|ticks|c)\d*\.Stop\(\))`, "$1")},
	{"no Stop on one way out of a pass", "async", async122, deleteLines(`(ticker|ticks|c|own)\d*\.Stop\(\)`)},
	{"no deferred Stop of a timer that had none", "async", async122, deleteLines(`defer own\d*\.Stop\(\)`)},
	{"Stop of a timer at once, not deferred", "async", async122, replace(`defer (own\d*\.Stop\(\))`, "$1")},
	{"a ticker without a guard", "async", async122, replace(`(d|every\d*) > 0 {`, "$1 != 1 {")},
	{"a timer for a ticker", "async", async122, replace(`time\.NewTicker\(`, "time.NewTimer(")},
	{"a ticker for each pass of the loop over its ticks", "async", async122, replace(`(?m)^(\t*)for range ticker\d*\.C {$`, "${1}for range time.Tick(3e6) {")},
}

// mostMutated programs are enough to try a mutant with.
const mostMutated = 60

// TestOracle makes every mutant of some programs, and wants each of them found out.
func TestOracle(t *testing.T) {
	t.Parallel()
	b := Batch{Variants: map[string][]string{}}
	for i := range 500 {
		b.Programs = append(b.Programs, Generate(7, i))
	}
	tried := sampled(mutants, 6)
	sources := map[string][]string{}
	for _, f := range Forms {
		if !slices.ContainsFunc(tried, func(m mutant) bool { return m.form == f.Name }) {
			continue
		}
		r, err := Rewrite(t.Context(), b.Programs, f)
		if err != nil {
			t.Fatal(err)
		}
		sources[f.Name] = r.Sources
	}
	for _, p := range b.Programs {
		sources[""] = append(sources[""], p.Source)
	}
	tryMutants(t, b, tried, mostMutated, sources, template, func(m mutant) Pass {
		return Pass{Mode: m.mode, Counts: m.mode.Model, Seeds: []int64{1, 2, 3, 4, 5, 6}}
	})
}

// tryMutants makes every mutant of most of the sources of its form, and wants each of them found out in the pass made for it.
func tryMutants(t *testing.T, b Batch, mutants []mutant, most int, sources map[string][]string, template string, pass func(mutant) Pass) {
	t.Helper()
	var passes []Pass
	for i, m := range mutants {
		p := pass(m)
		p.Name = fmt.Sprint("mutant", i)
		p.Variant = p.Name
		passes = append(passes, p)
		tried := 0
		for _, src := range sources[m.form] {
			spoilt := ""
			if tried < most {
				if spoilt = m.make(src); spoilt == src {
					spoilt = ""
				} else {
					tried++
				}
			}
			b.Variants[p.Name] = append(b.Variants[p.Name], spoilt)
		}
	}
	b = b.used()
	r, err := b.Run(t.Context(), template, Toolchain{}, passes)
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for i, m := range mutants {
		tried, found, first := 0, 0, ""
		for _, src := range b.Variants[passes[i].Name] {
			if src != "" {
				tried++
			}
		}
		for _, d := range r.Diffs {
			if d.Pass != passes[i].Name {
				continue
			}
			if found++; first == "" {
				first = d.What
			}
		}
		t.Logf("%-52s %-8s found in %3d of %3d programs, first by: %s", m.name, m.form, found, tried, first)
		if found == 0 {
			t.Errorf("%s: not found out in %d programs", m.name, tried)
			continue
		}
		killed++
	}
	t.Logf("%d of %d mutants found out", killed, len(mutants))
}

// used returns b without the programs that have no variant.
func (b Batch) used() Batch {
	out := Batch{Variants: map[string][]string{}, Whole: map[string][]bool{}}
	for i, p := range b.Programs {
		if !slices.ContainsFunc(b.variants(), func(v string) bool { return b.Variants[v][i] != "" }) {
			continue
		}
		out.Programs = append(out.Programs, p)
		for v, list := range b.Variants {
			out.Variants[v] = append(out.Variants[v], list[i])
		}
		for v, list := range b.Whole {
			out.Whole[v] = append(out.Whole[v], list[i])
		}
	}
	return out
}

func replace(pattern, with string) func(string) string {
	re := regexp.MustCompile(pattern)
	return func(src string) string { return re.ReplaceAllString(src, with) }
}

// deleteLines deletes the lines that consist of pattern.
func deleteLines(pattern string) func(string) string {
	return replace(`(?m)^\t*`+pattern+`\n`, "")
}

// all makes several changes; if one of them has nothing to do, none.
func all(changes ...func(string) string) func(string) string {
	return func(src string) string {
		out := src
		for _, c := range changes {
			next := c(out)
			if next == out {
				return src
			}
			out = next
		}
		return out
	}
}

// noLazy leaves out programs with a timer that the first wait makes.
func noLazy(src string) string {
	if strings.Contains(src, "armed by the first wait") {
		return src
	}
	return src + "\n"
}

var (
	resetLine = regexp.MustCompile(`^\t*(timer\d*)\.Reset\(.*\)$`)
	madeLine  = regexp.MustCompile(`^\t*timer\d* := time\.NewTimer\(.*\)$`)
)

// moveReset moves each Reset that stands in front of a select. to returns the line in front of which it belongs, or -1.
func moveReset(to func(text []string, at int, timer string) int) func(string) string {
	return func(src string) string {
		text := strings.Split(src, "\n")
		for i := 0; i < len(text)-1; i++ {
			m := resetLine.FindStringSubmatch(text[i])
			if m == nil || !strings.HasPrefix(strings.TrimLeft(text[i+1], "\t"), "select {") {
				continue
			}
			line, dest := text[i], to(text, i, m[1])
			if dest < 0 || dest == i || dest == i+1 {
				continue
			}
			text[i] = ""
			text = append(text[:dest], append([]string{line}, text[dest:]...)...)
			i++
		}
		return strings.Join(text, "\n")
	}
}

func intoClause(text []string, at int, timer string) int {
	for i := at; i < len(text); i++ {
		if strings.Contains(text[i], "<-"+timer+".C") && strings.Contains(text[i], "case ") {
			return i + 1
		}
	}
	return -1
}

// behindSelect: a Reset there would not compile where no way leads to it, but it always does.
func behindSelect(text []string, at int, _ string) int { return closing(text, at+1) + 1 }

func loopHead(text []string, at int, _ string) int {
	for i := at; i > 0; i-- {
		if indent(text[i]) < indent(text[at]) && strings.HasPrefix(strings.TrimLeft(text[i], "\t"), "for ") {
			return i + 1
		}
	}
	return -1
}

// closing returns the line that closes what line at opens.
func closing(text []string, at int) int {
	for i := at + 1; i < len(text); i++ {
		if text[i] == strings.Repeat("\t", indent(text[at]))+"}" {
			return i
		}
	}
	return -1
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, "\t")) }

// stopBehindLoop stops the timer behind the loop it was made for.
func stopBehindLoop(src string) string {
	text := strings.Split(src, "\n")
	for i, line := range text {
		timer, ok := strings.CutPrefix(strings.TrimLeft(line, "\t"), "defer timer")
		if !ok || !strings.HasPrefix(strings.TrimLeft(text[i+1], "\t"), "for ") {
			continue
		}
		text[i] = ""
		end := closing(text, i+1)
		text[end] += "\n" + strings.Repeat("\t", indent(line)) + "timer" + timer
	}
	return strings.Join(text, "\n")
}

// intoLoop makes the timer in the outer of two loops.
func intoLoop(src string) string {
	text := strings.Split(src, "\n")
	for i := 0; i+2 < len(text); i++ {
		loop := strings.TrimLeft(text[i+2], "\t")
		if !madeLine.MatchString(text[i]) || !strings.HasPrefix(loop, "for ") || i > 0 && madeLine.MatchString(text[i-2]) {
			continue
		}
		text[i], text[i+1], text[i+2] = text[i+2], text[i], text[i+1]
	}
	return strings.Join(text, "\n")
}

var adjacent = regexp.MustCompile(`(?m)^\t*timer2 := time\.NewTimer\(.*\)\n\t*defer timer2\.Stop\(\)\n(\t*timer := time\.NewTimer)|(timer := time\.NewTimer\(.*\)\n\t*defer timer\.Stop\(\)\n)\t*timer2 := time\.NewTimer\(.*\)\n\t*defer timer2\.Stop\(\)\n`)

// shareTimer has one timer do the work of two.
func shareTimer(src string) string {
	out := adjacent.ReplaceAllString(src, "$1$2")
	if out == src {
		return src
	}
	return strings.ReplaceAll(out, "timer2", "timer")
}

var lazy = regexp.MustCompile(`if (timer\d*) == nil {\n\t*timer\d* = time\.NewTimer\((e\..*\(\))\)\n\t*} else {\n\t*timer\d*\.Reset\(e\..*\)\n\t*}`)

// eager makes timers before the loop whose duration is a call.
func eager(src string) string {
	for _, m := range lazy.FindAllStringSubmatch(src, -1) {
		src = strings.Replace(src, m[0], fmt.Sprintf("%s.Reset(%s)", m[1], m[2]), 1)
		src = strings.Replace(src, fmt.Sprintf("var %s *time.Timer // armed by the first wait", m[1]), fmt.Sprintf("%s := time.NewTimer(%s)", m[1], m[2]), 1)
	}
	return src
}

var eagerTimer = regexp.MustCompile(`(?m)^(\t*)(timer\d*) := time\.NewTimer\((.*)\)$`)

// frozen sets every timer that is made before a loop to the duration it was made with.
func frozen(src string) string {
	for _, m := range eagerTimer.FindAllStringSubmatch(src, -1) {
		name := m[2]
		src = regexp.MustCompile(name+`\.Reset\(.*\)`).ReplaceAllString(src, name+".Reset("+name+"Was)")
		src = strings.Replace(src, m[0], fmt.Sprintf("%s%sWas := %s\n%[1]s%[2]s := time.NewTimer(%[2]sWas)", m[1], name, m[3]), 1)
	}
	return src
}

var labelled = regexp.MustCompile(`\n\t*[A-Z]\d+:(\n\t*(//.*)?)*$`)

var afterClause = regexp.MustCompile(`<-time\.After\((.*)\)( //.*)?:$`)

// ignoreOrder starts every timer of a select in front of it, whatever its other clauses evaluate.
func ignoreOrder(src string) string {
	text := strings.Split(src, "\n")
	for i := range text {
		if strings.TrimLeft(text[i], "\t") != "select {" || labelled.MatchString(strings.Join(text[:i], "\n")) {
			continue // it must stay behind its label
		}
		end := closing(text, i)
		text[i], text[end] = "{\n"+text[i], text[end]+"\n}" // a goto may jump over a block
		for j := i + 1; j < end; j++ {
			m := afterClause.FindStringSubmatch(text[j])
			if m == nil || indent(text[j]) != indent(text[end]) {
				continue
			}
			text[i] = strings.Replace(text[i], "select {", fmt.Sprintf("t%d := time.NewTimer(%s)\nselect {", j, m[1]), 1)
			text[j] = strings.Replace(text[j], "time.After("+m[1]+")", fmt.Sprintf("t%d.C", j), 1)
		}
	}
	return strings.Join(text, "\n")
}
