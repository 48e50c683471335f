package load

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// BenchmarkScan reads a tree of ordinary files, of which one in eight matters.
func BenchmarkScan(b *testing.B) {
	cfg := Config{Dir: benchTree(b), Interests: timerInterest}
	for b.Loop() {
		scan(b, cfg)
	}
}

// BenchmarkEach parses and checks what BenchmarkScan finds.
func BenchmarkEach(b *testing.B) {
	cfg := Config{Dir: benchTree(b), Interests: timerInterest}
	for b.Loop() {
		b.StopTimer()
		tree := scan(b, cfg)
		b.StartTimer()
		if n := len(each(b, tree)); n != 50 {
			b.Fatalf("%d packages", n)
		}
	}
}

// BenchmarkStubs checks a stub with those it imports, as the first package that imports it must.
func BenchmarkStubs(b *testing.B) {
	all := stubs
	defer func() { stubs = all }()
	for _, path := range []string{"time", "testing", "os", "net/http"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				stubs = sync.OnceValue(newStubs)
				stubs()[path]()
			}
		})
	}
}

func benchTree(b *testing.B) string {
	dir := b.TempDir()
	body := strings.Repeat("func (s *server) handle(x int) (y int, err error) {\n\tif x > 3 {\n\t\treturn 0, fmt.Errorf(\"handle %d\", x)\n\t}\n\treturn x + 1, nil\n}\n\n", 100)
	size := 0
	for i := range 400 {
		src := "package p\n\nimport \"fmt\"\n\n" + body
		if i%8 == 0 {
			src = "package p\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nvar t = time.NewTicker(time.Second)\n\n" + body
		}
		size += len(src)
		write(b, filepath.Join(dir, fmt.Sprintf("d%d", i/8), fmt.Sprintf("x%d.go", i)), src)
	}
	b.SetBytes(int64(size))
	return dir
}
