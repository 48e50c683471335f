package load

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"
)

// timerInterest is an interest as rules about timers have it.
var timerInterest = []Interest{{Imports: []string{"time"}, Words: []string{"NewTicker"}, Companions: []string{".Stop"}}}

// unpack writes a txtar archive to a new directory and returns its path, free of symbolic links.
func unpack(t testing.TB, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	return dir
}

func write(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func scan(t testing.TB, cfg Config) *Tree {
	t.Helper()
	tree, err := Scan(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// each returns the packages of tree, sorted by directory and name.
func each(t testing.TB, tree *Tree) []*Package {
	t.Helper()
	var mu sync.Mutex
	var list []*Package
	err := tree.Each(context.Background(), func(p *Package) {
		mu.Lock()
		defer mu.Unlock()
		list = append(list, p)
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b *Package) int {
		return strings.Compare(a.Dir+" "+a.Types.Name(), b.Dir+" "+b.Types.Name())
	})
	return list
}

// files returns the names of the parsed files, sorted.
func files(packages []*Package) []string {
	var list []string
	for _, p := range packages {
		for _, f := range p.Files {
			if !f.Context {
				list = append(list, f.Path)
			}
		}
	}
	slices.Sort(list)
	return list
}
