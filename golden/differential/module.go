package differential

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Batch is programs with variants of them, which become one test binary.
type Batch struct {
	Programs []Program
	Variants map[string][]string // sources of all programs by variant; empty where there is none
	Whole    map[string][]bool   // by variant, whether nothing was refused: then no timer or context may be left behind
}

// A Mode is a kind of timers; see package clock of the module.
type Mode struct {
	Model, Sync bool
	Lag         int64 // nanoseconds
}

// A Pass compares one variant of the programs with the originals.
type Pass struct {
	Name, Variant string
	Mode          Mode
	Original      *Mode   // of the originals; nil: the same
	Seeds         []int64 // of the schedules
	Counts        bool    // timers are compared, too
	Parent        string  // of contexts; see package env of the module
}

// A Report is what came of it.
type Report struct {
	Pairs     int // of program and schedule, compared
	Undecided int // left out: the original itself does one thing or another
	Diffs     []Diff
}

// A Diff is a program that does not do what the original does.
type Diff struct {
	Program   int
	Pass      string
	Seed      int64
	What      string
	Want, Got []string
}

// A Toolchain builds and runs a batch.
type Toolchain struct {
	Name     string // as go1.22.12; "" is the one that runs this test
	Faketime bool   // the clock of the whole program is virtual (build tag faketime); otherwise it is testing/synctest's
	Async    bool   // with GODEBUG=asynctimerchan=1
}

// write makes the module of b in dir. Equal sources become one function.
func (b Batch) write(dir, template string) error {
	if err := os.CopyFS(dir, os.DirFS(template)); err != nil {
		return err
	}
	var table strings.Builder
	known := map[string]string{} // function by source
	packages := map[string]bool{}
	for _, variant := range append([]string{"original"}, b.variants()...) {
		fmt.Fprintf(&table, "\t%q: {\n", variant)
		for i, p := range b.Programs {
			src := p.Source
			if variant != "original" {
				src = b.Variants[variant][i]
			}
			if src == "" {
				table.WriteString("\t\tnil,\n")
				continue
			}
			k := p.Name + key(src)
			if known[k] == "" {
				pkg := identifier(variant)
				packages[pkg] = true
				known[k] = pkg + "." + p.Name
				src = inPackage(pkg, src)
				if p.contexts {
					if err := writeFile(filepath.Join(dir, pkg, "world.go"), inPackage(pkg, contextWorld)); err != nil {
						return err
					}
				} else {
					src = strings.Replace(src, "\t\"time\"\n", "\ttime \"example.com/differential/clock\"\n", 1)
					src = strings.Replace(src, "var _ = time.Now\n", "var _ time.Time\n", 1)
				}
				if err := writeFile(filepath.Join(dir, pkg, p.Name+".go"), src); err != nil {
					return err
				}
			}
			fmt.Fprintf(&table, "\t\t%s,\n", known[k])
		}
		table.WriteString("\t},\n")
	}
	tests, err := filepath.Glob(filepath.Join(dir, "*_test.go.txt"))
	if err != nil {
		return err
	}
	for _, file := range tests {
		if err := os.Rename(file, strings.TrimSuffix(file, ".txt")); err != nil {
			return err
		}
	}
	return writeFile(filepath.Join(dir, "programs_test.go"), b.tables(table.String(), packages))
}

func inPackage(pkg, src string) string {
	return strings.Replace(src, "package original\n", "package "+pkg+"\n", 1)
}

// tables returns the file that lists the programs.
func (b Batch) tables(programs string, packages map[string]bool) string {
	var out strings.Builder
	out.WriteString("package differential\n\nimport (\n\t\"example.com/differential/env\"\n")
	for pkg := range packages {
		fmt.Fprintf(&out, "\t%q\n", "example.com/differential/"+pkg)
	}
	out.WriteString(")\n\nvar programs = map[string][]func(*env.Env){\n" + programs + "}\n\n")
	out.WriteString("// sites is how many calls that make a timer a program has.\nvar sites = []int{")
	for _, p := range b.Programs {
		fmt.Fprintf(&out, "%d, ", len(makers.FindAllString(p.Source, -1)))
	}
	out.WriteString("}\n\n// whole says that no timer or context may be left behind.\nvar whole = map[string][]bool{\n")
	for _, variant := range b.variants() {
		fmt.Fprintf(&out, "\t%q: {", variant)
		for i, src := range b.Variants[variant] {
			whole := b.Whole[variant] == nil || b.Whole[variant][i]
			fmt.Fprintf(&out, "%t, ", whole && !b.Programs[i].untidy && (b.Programs[i].contexts || !strings.Contains(src, "time.After")))
		}
		out.WriteString("},\n")
	}
	out.WriteString("}\n")
	return out.String()
}

var makers = regexp.MustCompile(`time\.(After|Tick|NewTimer|NewTicker)\)?\(`)

// identifier makes a package name of a variant's.
func identifier(variant string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(variant))
}

// Run builds b with a toolchain, and makes the passes over it on all processors.
func (b Batch) Run(ctx context.Context, template string, with Toolchain, passes []Pass) (Report, error) {
	dir, err := os.MkdirTemp("", "unleak-differential-")
	if err != nil {
		return Report{}, err
	}
	defer os.RemoveAll(dir)
	if err := b.write(dir, template); err != nil {
		return Report{}, fmt.Errorf("write programs: %w", err)
	}
	// Nothing here is worth the time of an optimizer.
	args := []string{"test", "-c", "-o", "batch", "-vet=off", "-gcflags=example.com/differential/...=-N -l"}
	if with.Faketime {
		args = append(args, "-tags=faketime")
	}
	if out, err := with.command(ctx, dir, "go", append(args, ".")...).CombinedOutput(); err != nil {
		return Report{}, fmt.Errorf("build programs: %w\n%s", err, out)
	}
	var wg sync.WaitGroup
	shards := runtime.GOMAXPROCS(0)
	reports, errs := make([]Report, shards), make([]error, shards)
	for i := range shards {
		wg.Go(func() {
			job := job{len(b.Programs) * i / shards, len(b.Programs) * (i + 1) / shards, passes}
			reports[i], errs[i] = job.run(ctx, dir, with, i)
		})
	}
	wg.Wait()
	var sum Report
	for i, r := range reports {
		if errs[i] != nil {
			return Report{}, errs[i]
		}
		sum.Pairs += r.Pairs
		sum.Undecided += r.Undecided
		sum.Diffs = append(sum.Diffs, r.Diffs...)
	}
	return sum, nil
}

// A job is what one process runs.
type job struct {
	From, To int
	Passes   []Pass
}

func (j job) run(ctx context.Context, dir string, with Toolchain, n int) (r Report, err error) {
	in, out := filepath.Join(dir, fmt.Sprint("job", n)), filepath.Join(dir, fmt.Sprint("out", n))
	data, err := json.Marshal(j)
	if err != nil {
		return r, err
	}
	if err := writeFile(in, string(data)); err != nil {
		return r, err
	}
	cmd := with.command(ctx, dir, "./batch", "-test.timeout=0", "-job="+in, "-out="+out)
	var text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &text, &text
	if err := cmd.Run(); err != nil {
		return r, fmt.Errorf("run programs: %w\n%s", err, cut(text.String(), 4000))
	}
	data, err = os.ReadFile(out)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}

func cut(s string, size int) string {
	if len(s) > size {
		return s[:size] + "…"
	}
	return s
}

// command is a command in dir with the environment of the toolchain.
func (t Toolchain) command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOTOOLCHAIN="+t.toolchain())
	if t.Async {
		cmd.Env = append(cmd.Env, "GODEBUG=asynctimerchan=1")
	} else {
		cmd.Env = append(cmd.Env, "GODEBUG=asynctimerchan=0")
	}
	return cmd
}

func (t Toolchain) toolchain() string {
	if t.Name == "" {
		return "local"
	}
	return t.Name
}

func (b Batch) variants() []string { return slices.Sorted(maps.Keys(b.Variants)) }
