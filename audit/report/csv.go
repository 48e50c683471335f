package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"unleak/audit"
)

// csvHeader names the columns. Scripts go by these names: add at the end, never rename.
var csvHeader = []string{
	"rule", "variant", "file", "line", "column", "func", "pattern", "in_loop", "note", "class",
	"outstanding", "message", "fix_level", "fix_reason", "fingerprint", "owner", "weight",
}

// writeCSV writes one row for each finding, under a header.
//
// Spreadsheets run a cell that begins like a formula, and whoever may name a file
// may write one; such cells get an apostrophe in front, which spreadsheets take for "this is
// text" and do not show.
func writeCSV(w io.Writer, r *audit.Report) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader); err != nil {
		return err
	}
	for _, f := range r.Findings {
		row := []string{
			f.Rule, f.Variant, f.File, strconv.Itoa(f.Line), strconv.Itoa(f.Column), f.Func, f.Pattern,
			string(f.InLoop), f.Note, string(f.Class), string(f.Outstanding), f.Message,
			string(f.Fix.Level), f.Fix.Reason, f.Fingerprint, f.Owner, strconv.FormatInt(f.Weight, 10),
		}
		for i := range row {
			row[i] = noFormula(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// noFormula keeps a spreadsheet from running a cell. The list of beginnings is OWASP's.
func noFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
