package report_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/golden"
	"unleak/rules/rule"
)

// TestGolden shows every report in every format as its readers see it.
func TestGolden(t *testing.T) {
	unreadable := empty()
	unreadable.Errors = []audit.Problem{{File: "x.go", Line: 3, Reason: "parse file: expected '}', found EOF"}, {File: "y/go.mod", Reason: "parse module: unknown directive: requires"}}
	quiet := empty()
	quiet.Skipped = []audit.Skip{{File: "vendor/", Reason: "vendor directory"}}
	incomplete := sample()
	incomplete.Errors = unreadable.Errors
	nothing := &audit.Report{Schema: 1, Tool: "unleak"}
	reports := map[string]*audit.Report{
		"sample": sample(), "quiet": quiet, "unreadable": unreadable, "incomplete": incomplete,
		"nothing": nothing, "monorepo": monorepo(500), "narrowed": narrowed(),
	}
	views := map[string]report.Options{
		"txt":       {Format: report.FormatTable},
		"80.txt":    {Format: report.FormatTable, Table: report.TableOptions{Width: 80}},
		"200.txt":   {Format: report.FormatTable, Table: report.TableOptions{Width: 200}},
		"color.txt": {Format: report.FormatTable, Table: report.TableOptions{Width: 100, Color: true}},
		"json":      {Format: report.FormatJSON},
		"csv":       {Format: report.FormatCSV},
		"md":        {Format: report.FormatMarkdown},
		"sarif":     {Format: report.FormatSARIF},
		"github":    {Format: report.FormatGitHub},
		"html":      {Format: report.FormatHTML},
	}
	for name, r := range reports {
		for suffix, opt := range views {
			if name == "monorepo" && suffix != "80.txt" || name != "sample" && (suffix == "200.txt" || suffix == "color.txt" || suffix == "sarif" && name != "narrowed") {
				continue // shows nothing new
			}
			t.Run(name+"."+suffix, func(t *testing.T) {
				text := written(t, r, opt)
				switch opt.Format {
				case report.FormatSARIF: // the catalogue is a matter of the rules
					text = sarifCatalogue.ReplaceAllString(text, `"rules": []`)
				case report.FormatHTML:
					text = htmlOwn.ReplaceAllString(text, "…")
				}
				golden.Compare(t, "cli/report/"+name+"."+suffix, []byte(text))
			})
		}
	}
}

var sarifCatalogue = regexp.MustCompile(`(?s)"rules": \[.*?\n {10}\]`)

func written(t *testing.T, r *audit.Report, opt report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Write(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRoundTrip: a report that went through JSON gives the same bytes in every format, even when
// names hold bytes that JSON has no way to write.
func TestRoundTrip(t *testing.T) {
	odd := sample()
	odd.Findings[0].File = "bad\xff\x1b[2Jname.go"
	odd.Skipped[0].Reason = "file\xfe"
	for name, r := range map[string]*audit.Report{"sample": sample(), "empty": empty(), "odd": odd, "narrowed": narrowed(), "zero": {Tool: "unleak", Schema: 1}} {
		read, err := report.ReadJSON(strings.NewReader(written(t, r, report.Options{Format: report.FormatJSON})))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Formats() {
			opt := report.Options{Format: f}
			if direct, converted := written(t, r, opt), written(t, read, opt); direct != converted {
				t.Errorf("%s as %s: converted differs\n%s\nfrom direct\n%s", name, f, converted, direct)
			}
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                                    "empty",
		"{":                                   "unexpected EOF",
		"[]":                                  "cannot unmarshal",
		`{"schema":1}`:                        "not one of unleak's",
		`{"schema":2,"tool":"unleak"}`:        "schema 2 is newer",
		`{"schema":0,"tool":"unleak"}`:        "no schema 0",
		`{"schema":1,"tool":"unleak"} {}`:     "more after its end",
		`{"schema":1,"tool":"unleak"} gibber`: "more after its end",
	} {
		if _, err := report.ReadJSON(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadJSON(%q) = %v, want an error that says %q", in, err, want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := report.Write(io.Discard, sample(), report.Options{Format: "pdf"}); err == nil {
		t.Error("a report was written as pdf")
	}
}

// TestCSVFormula: no cell may run when a spreadsheet opens the file.
func TestCSVFormula(t *testing.T) {
	for _, evil := range []string{`=cmd|' /C calc'!A0`, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"} {
		r := sample()
		r.Findings = r.Findings[:1]
		r.Findings[0].File = evil
		rows, err := csv.NewReader(strings.NewReader(written(t, r, report.Options{Format: report.FormatCSV}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[1][2]; got != "'"+evil {
			t.Errorf("cell %q, want an apostrophe before %q", got, evil)
		}
	}
}

// TestMarkdownLimit: a comment on GitHub has at most 65,536 characters; the worst rows stay.
func TestMarkdownLimit(t *testing.T) {
	for _, n := range []int{100, 500, 3000} {
		r := monorepo(n)
		md := written(t, r, report.Options{Format: report.FormatMarkdown})
		if len(md) > 65536 {
			t.Errorf("%d findings: %d bytes", n, len(md))
		}
		shown := strings.Count(md, "| `services/")
		left := fmt.Sprintf("Worst first; %s more did not fit.", text.Count(n-shown, "row"))
		if cut := strings.Contains(md, "did not fit"); cut != (shown < n) || cut && !strings.Contains(md, left) {
			t.Errorf("%d findings, %d shown, but not said: %q", n, shown, left)
		}
		if shown < n && strings.Count(md, "| bug |") < min(r.Summary.ByClass[rule.Bug], shown) {
			t.Errorf("%d findings: lesser rows were kept in place of bugs", n)
		}
	}
}

// FuzzTable: whatever a finding holds, its row is one line, fits, and cannot steer the terminal.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"a.go", "\x1b[31m", "a\nb", "\xff\xfe", "日本語/待機.go", "a\u202eb", "👩‍👩‍👧/e\u0301", strings.Repeat("x/", 200), "\r", "\u2028", "|`"} {
		f.Add(s, s, s, 80)
		f.Add(s, "time.After(d)", "", 0)
	}
	f.Fuzz(func(t *testing.T, file, pattern, note string, width int) {
		width = max(0, width%300)
		r := &audit.Report{Findings: []audit.Finding{{
			Rule: "tick", File: file, Line: 1, Pattern: pattern, Note: note, InLoop: rule.Yes, Class: rule.Leak,
		}}}
		for _, opt := range []report.Options{
			{Format: report.FormatTable, Table: report.TableOptions{Width: width}},
			{Format: report.FormatMarkdown},
		} {
			out := written(t, r, opt)
			for i, c := range strings.Split(out, "\n") {
				if text.Clean(c) != strings.ReplaceAll(c, "@\u200b", `@\u200b`) {
					t.Errorf("line %d of %s holds characters that do not print: %q", i, opt.Format, c)
				}
			}
			lines := strings.Split(out, "\n")
			if opt.Format != report.FormatTable {
				continue
			}
			if lines[2] != "" {
				t.Errorf("the finding is not on one line:\n%s", out)
			}
			if width >= 60 && text.Width(lines[1]) > width {
				t.Errorf("%d columns on a terminal of %d: %q", text.Width(lines[1]), width, lines[1])
			}
		}
	})
}
