package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dave/dst"
)

// A mutation is a change of one statement, and what the edits it gives must look like.
type mutation struct {
	name  string
	rate  float64 // of functions, at least
	apply func(*Tree, dst.Stmt) error
	check func(p *probe) error
	ugly  bool // whether to make the source ugly first
}

// What is missing from 100 %: comments that have to be aligned otherwise because of what came or went between them; comments behind
// the last statement of a case, which dst takes for the case's; the move of a statement that equals the next. Blocks on one line
// have to unfold and are counted apart.
var mutations = []mutation{
	{"insert", 99.5, insertMark, checkInsert, false},
	{"delete", 97, deleteStmt, checkDelete, false},
	{"wrap", 97, wrapStmt, checkWrap, false},
	{"move", 97, moveStmt, checkMove, false},
}

// TestStandardLibrary mutates one statement of every function in the standard library's sources. By default it samples the files;
// UNLEAK_ALL=1 takes all of them.
func TestStandardLibrary(t *testing.T) {
	files := standardFiles(t)
	if os.Getenv("UNLEAK_ALL") == "" {
		files = sample(files, 50)
	}
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) { report(t, survey(t, files, m), m.rate) })
	}
}

// TestUglySources does the same to sources that look as gofmt would never leave them.
func TestUglySources(t *testing.T) {
	files := standardFiles(t)
	if os.Getenv("UNLEAK_ALL") == "" {
		files = sample(files, 15)
	}
	for _, m := range mutations {
		m.ugly = true
		t.Run(m.name, func(t *testing.T) { report(t, survey(t, files, m), m.rate) })
	}
}

// uglify indents by three spaces, doubles spaces and blank lines, ends lines with carriage returns, and leaves out the last
// line end.
func uglify(src []byte) []byte {
	p := lexed(src)
	var out strings.Builder
	for i, l := range p.lex {
		gap := p.gap(i)
		switch {
		case !strings.Contains(gap, "\n"):
			gap = strings.ReplaceAll(gap, " ", "  ")
		case i > 0:
			gap = strings.ReplaceAll(strings.ReplaceAll(gap, "\n\n", "\n\n \n"), "\t", "   ")
		}
		out.WriteString(gap + p.text[l.pos:l.end])
	}
	return []byte("\xEF\xBB\xBF" + strings.ReplaceAll(out.String(), "\n", "\r\n"))
}

func standardFiles(t *testing.T) (files []string) {
	root := os.Getenv("UNLEAK_SRC")
	if root == "" {
		goroot, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			t.Skipf("no sources of the standard library: %v", err)
		}
		root = filepath.Join(strings.TrimSpace(string(goroot)), "src")
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Skipf("no sources of the standard library: %v", err)
	}
	return files
}

// sample returns some files of ordinary size.
func sample(files []string, n int) (some []string) {
	for i := 0; i < len(files); i += max(1, len(files)/n) {
		if info, err := os.Stat(files[i]); err == nil && info.Size() < 15<<10 {
			some = append(some, files[i])
		}
	}
	return some
}

// A probe is one run of a mutation over some functions of a file.
type probe struct {
	mutation
	file     string
	src      []byte
	seed     uint64
	from, to int  // the functions to mutate
	oneLine  bool // whether to mutate functions on one line, or all others

	funcs     int
	others    bool // there are functions that are not to be mutated
	tried     int
	ranges    [][2]int // the bytes a mutation may touch
	edits     []Edit   // without those that align
	out       []byte
	realigned bool
	refused   bool
}

func (p *probe) run() error {
	edits, err := Splice(p.src, p.mutate)
	switch {
	case errors.Is(err, errNoTarget):
		return nil
	case err != nil:
		p.refused = true
		return err
	}
	p.out = Apply(p.src, edits)
	for _, e := range edits {
		if strings.Trim(e.New+string(p.src[e.Start:e.End]), " ") == "" {
			p.realigned = true
		} else {
			p.edits = append(p.edits, e)
		}
	}
	if was, err := format.Source(p.src); err == nil && bytes.Equal(was, p.src) {
		if is, err := format.Source(p.out); err != nil || !bytes.Equal(is, p.out) {
			return fmt.Errorf("not gofmt's any more: %v", err)
		}
	} else if p.realigned {
		return errors.New("aligned what was not aligned")
	}
	for _, e := range p.edits {
		if !slices.ContainsFunc(p.ranges, func(r [2]int) bool { return r[0] <= e.Start && e.End <= r[1] }) {
			return fmt.Errorf("edit elsewhere: %q at %d, not in %v", e.New, e.Start, p.ranges)
		}
	}
	if p.oneLine {
		return nil
	}
	return p.check(p)
}

func (p *probe) show() string {
	var s strings.Builder
	for i, e := range p.edits {
		if i == 6 {
			break
		}
		line := bytes.Count(p.src[:e.Start], []byte("\n")) + 1
		fmt.Fprintf(&s, "\t%d: %q -> %q\n", line, p.src[e.Start:e.End], e.New)
	}
	return s.String()
}

func (p *probe) mutate(t *Tree) error {
	for _, d := range t.File.Decls {
		f, ok := d.(*dst.FuncDecl)
		if !ok || f.Body == nil || len(f.Body.List) == 0 {
			continue
		}
		stmts := listed(f.Body)
		stmt := stmts[rand.New(rand.NewPCG(p.seed, uint64(t.fset.Position(t.dec.Ast.Nodes[f].Pos()).Offset))).IntN(len(stmts))]
		if p.oneLine != onOneLine(t, stmt) {
			p.others = true
			continue
		}
		i := p.funcs
		p.funcs++
		if i < p.from || i >= p.to {
			continue
		}
		r := p.reach(t, stmt)
		switch err := p.apply(t, stmt); {
		case errors.Is(err, errNoTarget):
			continue
		case err != nil:
			return err
		}
		p.tried++
		p.ranges = append(p.ranges, r)
	}
	if p.tried == 0 {
		return errNoTarget
	}
	return nil
}

// reach returns the lines from the one behind what stands before stmt to the one before what stands behind the next statement.
func (p *probe) reach(t *Tree, stmt dst.Stmt) [2]int {
	text := string(t.orig.text)
	node := t.dec.Ast.Nodes[stmt]
	start, end := t.fset.PositionFor(node.Pos(), false).Offset, t.fset.PositionFor(node.End(), false).Offset
	if l, err := t.list(stmt); err == nil && l.index+1 < len(*l.stmts) && p.name == "move" {
		end = t.fset.PositionFor(t.dec.Ast.Nodes[(*l.stmts)[l.index+1]].End(), false).Offset
	}
	for start > 0 {
		line := strings.LastIndexByte(text[:start], '\n') + 1
		start = line
		if line == 0 {
			break
		}
		above := strings.LastIndexByte(text[:line-1], '\n') + 1
		if s := strings.TrimSpace(text[above:line]); s != "" && !strings.HasPrefix(s, "//") && !strings.HasSuffix(s, "*/") && !strings.HasSuffix(s, ":") {
			break
		}
		start = above
	}
	// What follows the statement on its line, and blank lines and comments below.
	for end < len(text) {
		i := strings.IndexByte(text[end:], '\n')
		if i < 0 {
			end = len(text)
			break
		}
		end += i + 1
		line, _, _ := strings.Cut(text[end:], "\n")
		if s := strings.TrimSpace(line); s != "" && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "/*") {
			break
		}
	}
	return [2]int{t.orig.read(start), t.orig.read(end)}
}

// onOneLine reports whether the block around stmt is on one line.
func onOneLine(t *Tree, stmt dst.Stmt) bool {
	node := t.dec.Ast.Nodes[t.Parent(stmt)]
	return t.fset.PositionFor(node.Pos(), false).Line == t.fset.PositionFor(node.End(), false).Line
}

// listed returns the statements below body that are in a list.
func listed(body *dst.BlockStmt) (stmts []dst.Stmt) {
	dst.Inspect(body, func(n dst.Node) bool {
		switch n := n.(type) {
		case *dst.BlockStmt:
			for _, s := range n.List {
				switch s.(type) {
				case *dst.CaseClause, *dst.CommClause, *dst.EmptyStmt:
				default:
					stmts = append(stmts, s)
				}
			}
		case *dst.CaseClause:
			stmts = append(stmts, n.Body...)
		case *dst.CommClause:
			stmts = append(stmts, n.Body...)
		}
		return true
	})
	return stmts
}

var errNoTarget = errors.New("no target")
