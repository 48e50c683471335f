package report

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rules/rule"
)

//go:embed html
var assets embed.FS

// In the page, clean spells out what would break a line or turn the reading direction around.
var page = template.Must(template.New("").Funcs(template.FuncMap{"clean": text.Clean}).ParseFS(assets, "html/page.html"))

const (
	maxStatic = 300  // findings in the table for browsers without JavaScript
	maxListed = 1000 // files left out for one reason that are listed
)

// writeHTML writes r as one page for a browser. It holds all it needs, and its policy forbids it to load anything else.
//
// The findings are data in the page, and its script makes rows of them as they are looked at: tens of thousands stay usable.
// Without JavaScript there are the totals and a table of the first few hundred.
func writeHTML(w io.Writer, r *audit.Report) error {
	p, err := newHTMLPage(r)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	out := bufio.NewWriter(w)
	if err := page.ExecuteTemplate(out, "page.html", p); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return out.Flush()
}

// An htmlPage is what the template shows.
type htmlPage struct {
	Title, Module, Version string
	Policy                 string
	CSS                    template.CSS
	JS                     template.JS
	Verdict                string
	Notes                  []string
	HasFindings            bool
	Cards                  []htmlCard
	Modules, OtherModules  []htmlModule
	OtherModulesTitle      string
	Rows                   []htmlRow
	Cut                    string // what Rows leaves out
	Suppressed             []htmlRow
	Errors, Warnings       []string
	Skipped                []htmlSkip
	SkippedCount           string
	Data                   template.JS
}

type htmlCard struct {
	Class              rule.Class
	Count, Name, Means string
}

// An htmlRow is a finding for those without JavaScript, or one that the source accepts.
type htmlRow struct {
	Place, Pattern, InLoop string
	Class                  rule.Class
	Fix, Directive         string
}

type htmlSkip struct {
	Title string
	Files []string
	More  string
}

func newHTMLPage(r *audit.Report) (*htmlPage, error) {
	css, err := assets.ReadFile("html/style.css")
	if err != nil {
		return nil, err
	}
	js, err := assets.ReadFile("html/app.js")
	if err != nil {
		return nil, err
	}
	data, err := htmlData(r)
	if err != nil {
		return nil, err
	}
	p := &htmlPage{
		Title: "unleak", Module: mainModule(r), Version: r.Version,
		// The hashes allow the page's own style and script, and nothing that a name in the report might smuggle in.
		Policy: fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'", hash(css), hash(js)),
		CSS:    template.CSS(css), JS: template.JS(js), Data: template.JS(data),
		Verdict: verdict(r), HasFindings: len(r.Findings) > 0, Cards: htmlCards(r),
		Errors: problems(r.Errors), Warnings: problems(r.Warnings),
		SkippedCount: text.Comma(len(r.Skipped)), Skipped: htmlSkipped(r),
	}
	if p.Module != "" {
		p.Title += ": " + p.Module
	}
	for _, s := range []string{shown(r), loopRate(r), fixes(r), profiled(r), stale(r), ambiguous(r), since(r), known(r), gone(r), shard(r)} {
		if s != "" {
			p.Notes = append(p.Notes, s)
		}
	}
	p.Modules, p.OtherModules = htmlModules(r)
	p.OtherModulesTitle = text.Count(len(p.OtherModules), "more module")
	p.Rows, p.Cut = htmlRows(r)
	for _, s := range r.Suppressed {
		row := htmlRowOf(s.Finding)
		row.Directive = s.Directive
		p.Suppressed = append(p.Suppressed, row)
	}
	return p, nil
}

// hash names an inline script or style in a policy.
func hash(src []byte) string {
	sum := sha256.Sum256(src)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// mainModule returns the path of the module that all others are in, or nothing if there is none.
func mainModule(r *audit.Report) string {
	for _, m := range r.Modules {
		outside := func(o audit.Module) bool {
			return m.Dir != "." && o.Dir != m.Dir && !strings.HasPrefix(o.Dir, m.Dir+"/")
		}
		if !slices.ContainsFunc(r.Modules, outside) {
			return cmp.Or(m.Path, m.Dir)
		}
	}
	return ""
}

func htmlCards(r *audit.Report) []htmlCard {
	n := map[rule.Class]int{}
	for _, f := range r.Findings {
		n[f.Class]++
	}
	return []htmlCard{
		{rule.Bug, text.Comma(n[rule.Bug]), either(n[rule.Bug], "bug", "bugs"), "wrong on every version of Go"},
		{rule.Leak, text.Comma(n[rule.Leak]), either(n[rule.Leak], "leak", "leaks"), "memory or a goroutine is held longer than needed"},
		{rule.Churn, text.Comma(n[rule.Churn]), "churn", "an allocation on every pass, and nothing is held"},
		{rule.Fine, text.Comma(n[rule.Fine]), "harmless", "listed, because this is also the inventory"},
	}
}

// htmlRows returns the worst findings, and what is left out if those are not all.
func htmlRows(r *audit.Report) (rows []htmlRow, cut string) {
	worst := slices.Clone(r.Findings)
	slices.SortStableFunc(worst, func(a, b audit.Finding) int {
		return slices.Index(classes, a.Class) - slices.Index(classes, b.Class)
	})
	if len(worst) > maxStatic {
		cut = fmt.Sprintf("the worst %d of %s", maxStatic, text.Count(len(worst), "finding"))
		worst = worst[:maxStatic]
	}
	for _, f := range worst {
		rows = append(rows, htmlRowOf(f))
	}
	return rows, cut
}

func htmlRowOf(f audit.Finding) htmlRow {
	return htmlRow{Place: f.File + ":" + strconv.Itoa(f.Line), Pattern: f.Pattern, InLoop: inLoop(f), Class: f.Class, Fix: fix(f)}
}

func problems(list []audit.Problem) (lines []string) {
	for _, p := range list {
		lines = append(lines, Problem(p))
	}
	return lines
}

// htmlSkipped groups what was left out by reason, the most frequent first.
func htmlSkipped(r *audit.Report) []htmlSkip {
	files := map[string][]string{}
	for _, s := range r.Skipped {
		files[s.Reason] = append(files[s.Reason], s.File)
	}
	reasons := slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(files[b]), len(files[a])), cmp.Compare(a, b))
	})
	var out []htmlSkip
	for _, reason := range reasons {
		list := files[reason]
		s := htmlSkip{Title: text.Count(len(list), reason), Files: list[:min(len(list), maxListed)]}
		if more := len(list) - len(s.Files); more > 0 {
			s.More = "and " + text.Comma(more) + " more"
		}
		out = append(out, s)
	}
	return out
}
