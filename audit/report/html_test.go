package report_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// htmlOwn matches what of a page comes from files of its own, and not from the report.
var htmlOwn = regexp.MustCompile(`(?s)<style>.*?</style>|<script>.*?</script>|'sha256-[^']*'`)

// htmlReport writes r as a page, and returns the data in it, too.
func htmlReport(t *testing.T, r *audit.Report) (page string, data map[string]any) {
	t.Helper()
	page = written(t, r, report.Options{Format: report.FormatHTML})
	_, text, _ := strings.Cut(page, `<script type="application/json" id="data">`)
	text, _, ok := strings.Cut(text, "</script>")
	if !ok {
		t.Fatal("there is no data in the page")
	}
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return page, data
}

// evil is a report whose strings try to be markup.
func evil() *audit.Report {
	r := sample()
	const s = `</script><script>document.title="evil"</script><img src=x onerror=alert(1)>'"&<!--`
	for i := range r.Findings {
		f := &r.Findings[i]
		f.File, f.Func, f.Pattern, f.Note, f.Message, f.Owner, f.Fix.Reason = s+f.File, s, s, s, s, s, s
	}
	r.Modules[0].Path, r.Modules[1].Dir, r.Modules[1].Reason, r.Version = s, s, s, s
	r.Suppressed[0].File, r.Suppressed[0].Directive = s, s
	r.Errors = []audit.Problem{{File: s, Reason: s}}
	r.Warnings, r.Skipped[0].File, r.Skipped[0].Reason = r.Errors, s, s
	return r
}

// TestHTMLEscapes: nothing in a report becomes markup.
func TestHTMLEscapes(t *testing.T) {
	elements := func(page string) []string {
		return regexp.MustCompile(`<[a-zA-Z/!][^\s>]*`).FindAllString(htmlOwn.ReplaceAllString(page, ""), -1)
	}
	harmless := sample()
	harmless.Errors = []audit.Problem{{Reason: "x"}}
	want, _ := htmlReport(t, harmless)
	got, data := htmlReport(t, evil())
	count := map[string]int{}
	for _, e := range elements(got) {
		count[e]++
	}
	for _, e := range elements(want) {
		count[e]--
	}
	for e, n := range count {
		if n > 1 && e != "<wbr" && !strings.Contains("<h3 </h3 <ul </ul <li </li <span </span", e) { // what is skipped has one more reason
			t.Errorf("%d elements too many: %s", n, e)
		}
	}
	for _, s := range []string{"<script", "<img", "onerror=alert(1)>"} {
		if n := strings.Count(got, s) - strings.Count(want, s); n != 0 {
			t.Errorf("%d times too many in the page: %s", n, s)
		}
	}
	if s := fmt.Sprint(data["strings"]); !strings.Contains(s, `</script><script>document.title="evil"`) {
		t.Errorf("the data lost something: %s", s)
	}
}

// TestSideBySide: lines that are alike stand side by side, with the words marked that differ: in every second piece.
func TestSideBySide(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"word": {"\tcase <-time.After(d):\n", "\tcase <-timer.C:\n",
			`[[["\tcase \u003c-","time.After(d)",":"],["\tcase \u003c-","timer.C",":"]]]`},
		"added":   {"a\nb\n", "a\nnew := 1\nb\n", `["a",[0,"new := 1"],"b"]`},
		"removed": {"a\nx := 2\nb\n", "a\nb\n", `["a",["x := 2",0],"b"]`},
		"moved in": {"tick.Reset(every)\n", "if stopped {\n\ttick.Reset(every)\n}\n",
			`[[0,"if stopped {"],[["tick.Reset(every)"],["","\t","tick.Reset(every)"]],[0,"}"]]`},
		"nothing alike": {"alpha\nbeta\n", "x(1)\ny(2)\nz(3)\n", `[["alpha","x(1)"],["beta","y(2)"],[0,"z(3)"]]`},
		"ends":          {"a := f(x)\r\nlast", "a := f(y)\r\nlast", `[[["a := f(","x",")"],["a := f(","y",")"]],"last"]`},
	} {
		t.Run(name, func(t *testing.T) {
			r := sample()
			r.Findings = r.Findings[:1]
			r.Findings[0].Fix.Diff = rewrite.Unified("a.go", []byte(c.before), []rewrite.Edit{{Start: 0, End: len(c.before), New: c.after}})
			_, data := htmlReport(t, r)
			hunk := data["diffs"].([]any)[0].([]any)[0].([]any)
			got, err := json.Marshal(hunk[2])
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHTMLDamagedDiff: what is no diff is shown as it is.
func TestHTMLDamagedDiff(t *testing.T) {
	r := sample()
	r.Findings[2].Fix.Diff = "@@ no diff"
	_, data := htmlReport(t, r)
	if diff := cmp.Diff([]any{"@@ no diff"}, data["diffs"]); diff != "" {
		t.Errorf("diffs (-want +got):\n%s", diff)
	}
}

// TestHTMLWithoutScript: browsers without JavaScript get the totals and the worst findings, and are told how many those are not.
func TestHTMLWithoutScript(t *testing.T) {
	r := monorepo(2000)
	page, _ := htmlReport(t, r)
	_, static, _ := strings.Cut(page, "<noscript>")
	static, _, _ = strings.Cut(static, "</noscript>")
	if n := strings.Count(static, `<span class="pill bug">`); n != 300 {
		t.Errorf("%d bugs in the table, want 300", n)
	}
	if !strings.Contains(static, "the worst 300 of 2,000 findings") {
		t.Errorf("nothing says how much is left out: %.200s", static)
	}
	for _, c := range []rule.Class{rule.Bug, rule.Leak, rule.Churn, rule.Fine} {
		if want := fmt.Sprintf(`href="#class=%s"><span class="count">%d</span>`, c, r.Summary.ByClass[c]); !strings.Contains(page, want) {
			t.Errorf("the totals lack %s", want)
		}
	}
}

// TestHTMLControls: what would turn the reading direction around, or break a line, is spelled out, as in all formats for people.
func TestHTMLControls(t *testing.T) {
	const s = "a\u202egnp\n.go"
	r := sample()
	f := &r.Findings[0]
	f.File, f.Func, f.Pattern, f.Message, f.Owner, f.Fix.Reason = s, s, s, s, s, s
	r.Suppressed[0].File, r.Suppressed[0].Directive, r.Skipped[0].File, r.Modules[1].Dir, r.Modules[1].Path = s, s, s, s, s
	r.Errors, r.Baseline = []audit.Problem{{File: s, Reason: s}}, &audit.Baseline{File: s}
	page, _ := htmlReport(t, r)
	if i := strings.Index(page, "\u202e"); i >= 0 {
		t.Errorf("a control character is left: %q", page[max(0, i-80):i+20])
	}
	if n := strings.Count(page, `a\u202egnp\n.go`) + strings.Count(page, `a\\u202egnp\\n.go`); n < 8 {
		t.Errorf("it is spelled out %d times", n)
	}
}
