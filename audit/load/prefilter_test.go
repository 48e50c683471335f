package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
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
		{`"time" Tick`, 1, 0},
		{`"x/time" After`, 1, 0},
		{"`time` After", 1, 0},
		{`time After`, 0, 0},
		{`"time" "context" With Tick go `, 7, 0},
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
		// An import path could be spelled with escapes; nobody does it, and gofmt-like tools that
		// search for paths miss it, too.
		imports := slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
			path, err := strconv.Unquote(i.Path.Value)
			return err == nil && path == "time" && !strings.Contains(i.Path.Value, `\`)
		})
		uses := make(map[string]bool)
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				uses[id.Name] = true
			}
			return true
		})
		pass, mate := filter.sieve().test([]byte(src))
		if imports && (uses["After"] || uses["Tick"]) && pass == 0 {
			t.Errorf("does not pass: %q", src)
		}
		if pass == 0 && uses["Stop"] && mate == 0 {
			t.Errorf("is no companion: %q", src)
		}
	})
}
