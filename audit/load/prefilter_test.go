package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

func TestPrefilterBits(t *testing.T) {
	p := newPrefilter([]Interest{
		{Imports: []string{"time", "x/time"}, Words: []string{"After", "Tick"}},
		{Imports: []string{"context"}, Words: []string{"With"}, Companions: []string{"cancel"}},
		{Words: []string{"go "}, Companions: []string{"wg", "cancel"}},
	})
	s := p.sieve()
	for _, test := range []struct {
		src        string
		pass, mate uint64
	}{
		{``, 0, 0},
		{`"time" Tick`, 0, 0},
		{`"time" time.Tick`, 1, 0},
		{`"time" time.Ticker mytime.Tick time.tick x.Tick`, 0, 0},
		{`import "time" time.Tick`, 1, 0},
		{`t "time" t.Tick`, 1, 0},
		{`t "time" time.Tick`, 0, 0},
		{`. "time" Tick`, 1, 0},
		{`/* */ "time" Tick`, 1, 0},
		{"\"time\"\ntime .\nTick", 1, 0},
		{"\"time\"\ntime. // as in\nTick", 1, 0},
		{`"time" time/**/./**/Tick`, 1, 0},
		{`"x/time" time.After`, 1, 0},
		{"`time` time.After", 1, 0},
		{`time After`, 0, 0},
		{"\"time\"\n\"context\"\ncontext.With time.Tick go ", 7, 0},
		{`"context" cancel`, 0, 6},
		{`wg`, 0, 4},
		{`wg go `, 4, 0},
	} {
		if pass, mate := s.test([]byte(test.src)); pass != test.pass || mate != test.mate {
			t.Errorf("test(%s) = %b, %b; want %b, %b", test.src, pass, mate, test.pass, test.mate)
		}
	}
}

// More interests than bits share bits, and lose nothing.
func TestManyInterests(t *testing.T) {
	var list []Interest
	for i := range 130 {
		list = append(list, Interest{Words: []string{"<" + strconv.Itoa(i) + ">"}, Companions: []string{"(" + strconv.Itoa(i) + ")"}})
	}
	s := newPrefilter(list).sieve()
	for i := range list {
		pass, _ := s.test([]byte("<" + strconv.Itoa(i) + ">"))
		_, mate := s.test([]byte("(" + strconv.Itoa(i) + ")"))
		if pass == 0 || pass&mate == 0 {
			t.Errorf("interest %d: pass %b, mate %b", i, pass, mate)
		}
	}
}

// FuzzPrefilter: a file that imports the path and uses the name passes.
func FuzzPrefilter(f *testing.F) {
	f.Add("package a\nimport \"time\"\nvar x = time.After")
	f.Add("package a\nimport (t `time`; . \"x/time\")\nvar x = After")
	f.Add("package a\nimport \"context\"\nvar x = context.With\nvar cancel = After")
	filter := newPrefilter([]Interest{{Imports: []string{"time"}, Words: []string{"After", "Tick"}, Companions: []string{"Stop"}}})
	f.Fuzz(func(t *testing.T, src string) {
		file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
		if err != nil {
			return
		}
		uses, names := mentions(file)
		pass, mate := filter.sieve().test([]byte(src))
		if (names["After"] || names["Tick"]) && pass == 0 {
			t.Errorf("does not pass: %q", src)
		}
		if pass == 0 && uses["Stop"] && mate == 0 {
			t.Errorf("is no companion: %q", src)
		}
	})
}

// mentions lists all identifiers of file, and those that may be names of package time: behind a name that the file
// imports it under, or anywhere if it imports it with a dot.
func mentions(file *ast.File) (uses, names map[string]bool) {
	uses, names = map[string]bool{}, map[string]bool{}
	as := map[string]bool{}
	for _, i := range file.Imports {
		// An import path could be spelled with escapes; nobody does it, and gofmt-like tools that
		// search for paths miss it, too.
		if path, err := strconv.Unquote(i.Path.Value); err == nil && path == "time" && !strings.Contains(i.Path.Value, `\`) {
			if i.Name == nil {
				as["time"] = true
			} else {
				as[i.Name.Name] = true
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			uses[n.Name] = true
			if as["."] {
				names[n.Name] = true
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && as[x.Name] {
				names[n.Sel.Name] = true
			}
		}
		return true
	})
	return uses, names
}
