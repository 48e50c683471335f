package code

import (
	"go/build/constraint"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// OldFile reports whether the build constraint of the file around cur can only hold before Go 1.23: whatever the
// module says, its timers are the old ones.
func (p *Package) OldFile(cur inspector.Cursor) bool {
	for group := range commentsAround(cur) {
		for _, c := range group.List {
			if c.Pos() > fileAround(cur).Package || !constraint.IsGoBuild(c.Text) {
				continue
			}
			if x, err := constraint.Parse(c.Text); err == nil && neverSince(x, 23) {
				return true
			}
		}
	}
	return false
}

// neverSince reports whether x cannot hold on Go 1.minor and later, whatever its other tags are.
func neverSince(x constraint.Expr, minor int) bool {
	value, known := evalSince(x, minor)
	return known && !value
}

// evalSince evaluates x on Go 1.minor and later, as far as that decides it: tags go1.1 to go1.minor hold.
func evalSince(x constraint.Expr, minor int) (value, known bool) {
	switch x := x.(type) {
	case *constraint.TagExpr:
		if n, ok := strings.CutPrefix(x.Tag, "go1."); ok {
			v, err := strconv.Atoi(n)
			return true, err == nil && v <= minor
		}
	case *constraint.NotExpr:
		value, known = evalSince(x.X, minor)
		return !value, known
	case *constraint.AndExpr:
		return evalBoth(x.X, x.Y, minor, false)
	case *constraint.OrExpr:
		return evalBoth(x.X, x.Y, minor, true)
	}
	return false, false
}

// evalBoth evaluates x && y, or x || y, of which one side equal to decides is enough.
func evalBoth(x, y constraint.Expr, minor int, decides bool) (value, known bool) {
	vx, kx := evalSince(x, minor)
	vy, ky := evalSince(y, minor)
	if kx && vx == decides || ky && vy == decides {
		return decides, true
	}
	return !decides, kx && ky
}
