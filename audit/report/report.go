// Package report writes an audit's report in the formats people and programs read.
// There is one file for each format, and each is a pure function of the report.
package report

import (
	"fmt"
	"io"

	"unleak/audit"
)

// A Format is a name that the --format flag knows.
type Format string

const (
	FormatTable    Format = "table"
	FormatJSON     Format = "json"
	FormatCSV      Format = "csv"
	FormatMarkdown Format = "markdown"
	FormatSARIF    Format = "sarif"
	FormatGitHub   Format = "github"
	FormatHTML     Format = "html"
)

// Formats returns every format, the default first.
func Formats() []Format {
	return []Format{FormatTable, FormatJSON, FormatCSV, FormatMarkdown, FormatSARIF, FormatGitHub, FormatHTML}
}

// ShowsDiffs reports whether a report in format f shows what fixes change.
func ShowsDiffs(f Format) bool { return f == FormatJSON || f == FormatSARIF || f == FormatHTML }

// Options say how a report is shown.
type Options struct {
	Format Format
	Table  TableOptions
}

// Write writes r in the format of opt.
func Write(w io.Writer, r *audit.Report, opt Options) error {
	r = wellFormed(r)
	switch opt.Format {
	case FormatTable:
		return writeTable(w, r, opt.Table)
	case FormatJSON:
		return writeJSON(w, r)
	case FormatCSV:
		return writeCSV(w, r)
	case FormatMarkdown:
		return writeMarkdown(w, r)
	case FormatSARIF:
		return writeSARIF(w, r)
	case FormatGitHub:
		return writeGitHub(w, r)
	case FormatHTML:
		return writeHTML(w, r)
	}
	return fmt.Errorf("write report: no format %q", opt.Format)
}
