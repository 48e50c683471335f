package rule

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// IgnoreWord is in every directive of unleak's own.
const IgnoreWord = "unleak:ignore"

// A Directive is a comment that accepts findings: //unleak:ignore, or another tool's.
type Directive struct {
	Text  string   // of the comment
	Line  int      // of the comment
	Rules []string // names as written
	Own   bool     // //unleak:ignore, as opposed to another tool's
	from  int      // the first line it covers
	to    int      // the last line it covers
}

// A BadDirective is an //unleak:ignore that is not heeded.
type BadDirective struct {
	Line    int
	Problem string
}

// Accepts reports whether d accepts what r finds in a line. "unleak" is what golangci-lint calls us.
func (d *Directive) Accepts(r *Rule, line int) bool {
	return d.from <= line && line <= d.to &&
		slices.ContainsFunc(d.Rules, func(name string) bool {
			return name == r.Name || !d.Own && (name == "unleak" || slices.Contains(r.Aliases, name))
		})
}

// Directives reads the comments of a file that was parsed from src; known tells the names of our rules.
func Directives(
	fset *token.FileSet, file *ast.File, src []byte, known func(rule string) bool,
) (ds []*Directive, bad []BadDirective) {
	var nodes map[int]int // first line of a node to its last line; made when needed
	for _, group := range file.Comments {
		for _, c := range group.List {
			d, problem := parseDirective(c.Text, known)
			if d == nil && problem == "" {
				continue
			}
			pos := fset.PositionFor(c.Pos(), false)
			if problem != "" {
				bad = append(bad, BadDirective{pos.Line, problem})
				continue
			}
			d.Line, d.from, d.to = pos.Line, pos.Line, pos.Line
			if nodes == nil {
				nodes = extents(fset, file)
			}
			d.reach(nodes, AloneOnLine(src, pos.Offset), fset.PositionFor(group.End(), false).Line)
			ds = append(ds, d)
		}
	}
	return ds, bad
}

// reach sets the lines that d covers. Behind code it is that line alone. On a line of its own, //unleak:ignore and
// staticcheck's //lint:ignore cover the line behind the comment group, which ends in line groupEnd; a //nolint covers
// the whole statement, declaration or file that starts there, as in golangci-lint.
func (d *Directive) reach(nodes map[int]int, alone bool, groupEnd int) {
	if !alone {
		return
	}
	next := groupEnd + 1
	d.to = next
	if strings.HasPrefix(d.Text, "//nolint") && nodes[next] > next {
		d.to = nodes[next]
	}
}

// parseDirective reads one comment. It returns a directive, or the problem with one of unleak's own; neither for a
// comment that is no directive.
func parseDirective(text string, known func(string) bool) (d *Directive, problem string) {
	if rest, ok := strings.CutPrefix(text, "//"+IgnoreWord); ok {
		if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			return nil, ""
		}
		return parseOwn(text, strings.Fields(rest), known)
	}
	if rest, ok := strings.CutPrefix(text, "//nolint:"); ok {
		list, _, _ := strings.Cut(rest, "//")
		list, _, _ = strings.Cut(strings.TrimSpace(list), " ")
		return &Directive{Text: text, Rules: strings.Split(list, ",")}, ""
	}
	if rest, ok := strings.CutPrefix(text, "//lint:ignore "); ok {
		fields := strings.Fields(rest)
		if len(fields) > 1 { // staticcheck asks for a reason as well
			return &Directive{Text: text, Rules: strings.Split(fields[0], ",")}, ""
		}
	}
	return nil, ""
}

// parseOwn reads the words behind //unleak:ignore.
func parseOwn(text string, words []string, known func(string) bool) (d *Directive, problem string) {
	const usage = "; write //unleak:ignore RULE reason"
	if len(words) == 0 {
		return nil, "//unleak:ignore names no rule" + usage
	}
	names := strings.Split(words[0], ",")
	for _, name := range names {
		if !known(name) {
			return nil, fmt.Sprintf("//unleak:ignore names no rule of ours: %q", name) + usage
		}
	}
	if len(words) == 1 {
		return nil, "//unleak:ignore " + words[0] + " gives no reason, so it is not heeded" + usage
	}
	return &Directive{Text: text, Rules: names, Own: true}, ""
}

// extents maps the first line of every statement and declaration to the last line of the longest one that starts
// there. The line of the package clause is that of the file, whose last line it gets.
func extents(fset *token.FileSet, file *ast.File) map[int]int {
	out := map[int]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.File, ast.Stmt, ast.Decl, ast.Spec, *ast.Field, *ast.CommClause, *ast.CaseClause:
			from, to := fset.PositionFor(n.Pos(), false).Line, fset.PositionFor(n.End(), false).Line
			out[from] = max(out[from], to)
		}
		return true
	})
	return out
}

// AloneOnLine reports whether only white space stands before offset on its line.
func AloneOnLine(src []byte, offset int) bool {
	for i := offset - 1; i >= 0 && src[i] != '\n'; i-- {
		if src[i] != ' ' && src[i] != '\t' {
			return false
		}
	}
	return true
}
