package rewrite

import (
	"go/parser"
	"go/token"
	"math"
	"strings"
	"testing"
	"time"
)

// FuzzSplice makes a mutation in every function of any source. Whatever comes out parses, and what Splice refuses, it refuses with an
// error.
func FuzzSplice(f *testing.F) {
	for i, src := range []string{
		"package p\n\nfunc f() {\n\ta()\n\tb()\n}\n",
		"\xEF\xBB\xBFpackage p\r\n\r\nfunc f() { a(); b() }",
		"package p\nfunc f() (int) {\n  // c\n  if (a) { b(); /* d */ c() } // e\n\n\n  //line x:1\n  L: for { select { case <-a: b(); c() } }\n return 00i }\n",
		"package p\n\n/*\n#include <x.h>\n*/\nimport \"C\"\n\n//go:noinline\n// f is\n// - g\nfunc f() {\n\tfor ;; {\n\t\ta(`x\r\ny`, 0XF)\r\n\t\tb();\n\t}\n\tswitch x {\n\tcase 1: // one\n\t\ta(); b()\n\t}\n}\n",
		"package p\nvar x = func() { a(1,\n2,) ; ; b([]int{1,2,}) }\nfunc f() { x := struct{ a, b int; c string \"t\" }{}; go (func() {})() }\n",
	} {
		f.Add([]byte(src), uint8(i), uint64(i))
	}
	f.Fuzz(func(t *testing.T, src []byte, which uint8, seed uint64) {
		if len(src) > 4000 {
			return
		}
		m := mutations[int(which)%len(mutations)]
		p := probe{src: src, seed: seed, to: math.MaxInt, oneLine: seed%2 == 1, mutation: m}
		start := time.Now()
		edits, err := Splice(src, p.mutate)
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("took %v", d)
		}
		if err != nil {
			if edits != nil {
				t.Errorf("edits with an error: %v", err)
			}
			return
		}
		if err := checkEdits(len(src), edits); err != nil {
			t.Fatal(err)
		}
		p.out = Apply(src, edits)
		if _, err := parser.ParseFile(token.NewFileSet(), "", p.out, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			t.Errorf("%v in\n%s", err, p.out)
		}
		if n := strings.Count(string(p.out), mark) - strings.Count(string(src), mark); n != p.tried && (m.name == "insert" || m.name == "wrap") {
			t.Errorf("%d marks for %d mutations in\n%s", n, p.tried, p.out)
		}
		if m.name == "delete" {
			return
		}
		if err := p.comments(nil); err != nil {
			t.Errorf("%v in\n%q\n%q", err, src, p.out)
		}
	})
}
