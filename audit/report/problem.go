package report

import (
	"strconv"

	"unleak/audit"
	"unleak/audit/report/text"
)

// Problem returns p on one line, as compilers do: "path/file.go:12: reason".
func Problem(p audit.Problem) string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
	}
	if s != "" {
		s += ": "
	}
	return text.Clean(s + p.Reason)
}
