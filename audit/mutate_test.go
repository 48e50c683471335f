package audit_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"math/rand/v2"
	"strings"
)

// wraps are what a mutation puts around a statement: %s is the statement, %d a number for labels.
var wraps = []string{
	"for {\n%s\n}", "for range 3 {\n%s\n}", "L%d:\nfor {\n%s\n}", "L%d:\n%s", "{\n%s\n}", "if true {\n%s\n}", "func() {\n%s\n}()",
	"go func() {\n%s\n}()", "switch {\ncase true:\n%s\n}", "select {\ndefault:\n%s\n}", "defer func() { %s }()",
	"// before\n%s // behind", "/* before */ %s /* behind */", "%s; %[1]s",
}

// inserts are statements that a mutation puts in front of another.
var inserts = []string{
	"return", "break", "continue", "goto L%d", "continue L%d", "break L%d", "timer := 1; _ = timer", "panic(1)",
	"select {\ncase <-time.After(time.Second):\ndefault:\n}", "for {\nselect {\ncase <-time.After(time.Second):\ncase <-make(chan int):\n}\n}",
	"timeout := time.After(time.Second)", "<-time.After(time.Second)", "t := time.NewTimer(time.Second)\n<-t.C\nt.Reset(1)",
	"for range time.Tick(time.Second) {\n}", "d := time.Second\nd++", "time := 1; _ = time", "\n\n// alone\n",
}

// mutate changes some statements of src as seed says: what comes out parses, and is far likelier to type-check than bytes
// changed at random. Seed 0, and a source that does not parse, change nothing.
func mutate(src []byte, seed uint64) []byte {
	if seed == 0 {
		return src
	}
	r := rand.New(rand.NewPCG(seed, 0))
	for range 1 + r.IntN(4) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
		if err != nil {
			return src
		}
		stmts := statements(file)
		if len(stmts) == 0 {
			return src
		}
		offset := func(p token.Pos) int { return fset.PositionFor(p, false).Offset }
		text := func(s ast.Stmt) string { return string(src[offset(s.Pos()):offset(s.End())]) }
		s := stmts[r.IntN(len(stmts))]
		out := replaced(r, text(s), text(stmts[r.IntN(len(stmts))]))
		mutant := []byte(string(src[:offset(s.Pos())]) + out + string(src[offset(s.End()):]))
		if _, err := parser.ParseFile(token.NewFileSet(), "", mutant, parser.SkipObjectResolution); err == nil {
			src = mutant
		}
	}
	return src
}

// replaced returns what comes in the place of stmt; other is another statement of the file.
func replaced(r *rand.Rand, stmt, other string) string {
	fill := func(form string) string {
		if before, behind, ok := strings.Cut(form, "%d"); ok {
			form = before + fmt.Sprint(r.IntN(2)) + behind
		}
		if strings.Contains(form, "%s") {
			return fmt.Sprintf(form, stmt)
		}
		return form
	}
	switch r.IntN(6) {
	case 0:
		return ""
	case 1:
		return other + "\n" + stmt
	case 2:
		return fill(inserts[r.IntN(len(inserts))]) + "\n" + stmt
	case 3:
		return withoutToken(r, stmt)
	default:
		return fill(wraps[r.IntN(len(wraps))])
	}
}

// withoutToken leaves out one token of stmt, or puts another one in its place.
func withoutToken(r *rand.Rand, stmt string) string {
	var tokens [][2]int
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(stmt))
	s.Init(file, []byte(stmt), func(token.Position, string) {}, 0)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		size := len(lit)
		if size == 0 {
			size = len(tok.String())
		}
		if tok != token.SEMICOLON || lit == ";" { // the others are line ends
			tokens = append(tokens, [2]int{file.Offset(pos), file.Offset(pos) + size})
		}
	}
	if len(tokens) == 0 {
		return stmt
	}
	at := tokens[r.IntN(len(tokens))]
	by := ""
	if r.IntN(2) == 0 {
		other := tokens[r.IntN(len(tokens))]
		by = stmt[other[0]:other[1]]
	}
	return stmt[:at[0]] + by + stmt[at[1]:]
}

// statements returns the statements of all blocks and clauses of file.
func statements(file *ast.File) (out []ast.Stmt) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			for _, s := range n.List {
				if _, clause := s.(*ast.CommClause); !clause {
					if _, clause := s.(*ast.CaseClause); !clause {
						out = append(out, s)
					}
				}
			}
		case *ast.CommClause:
			out = append(out, n.Body...)
		case *ast.CaseClause:
			out = append(out, n.Body...)
		}
		return true
	})
	return out
}
