package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"unleak/audit"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// sarifRoot is the name that SARIF's users expect for the root of the repository.
const sarifRoot = "%SRCROOT%"

// writeSARIF writes r as a SARIF 2.1.0 log, for GitHub code scanning and its kin.
//
// A bug is an error, a leak a warning, churn a note. Harmless sites are left out: SARIF would call them results of kind
// "pass", but GitHub makes an alert of every result, whatever its kind. What the source accepts is there, with its
// suppression. Fixes replace whole lines.
//
// SARIF counts columns in characters, the report in bytes. That is the same, unless something other than ASCII stands in front
// on the line: then the column is exact only where the fix shows the line, and too far to the right elsewhere.
func writeSARIF(w io.Writer, r *audit.Report) error {
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{Name: r.Tool, Version: r.Version, Rules: sarifRules()}},
		OriginalURIBaseIDs: map[string]sarifArtifact{
			sarifRoot: {Description: &sarifMessage{Text: "The root of the repository, or the audited directory outside of one."}},
		},
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{ExecutionSuccessful: len(r.Errors) == 0, Notifications: sarifNotifications(r)}},
		Results:     sarifResults(r),
		Properties: sarifRunProperties{
			Modules: orEmpty(r.Modules), Files: r.Summary.Files, Lines: r.Summary.Lines,
			Shard: r.Shard, Baseline: r.Baseline, Since: r.Since, Profile: r.Profile, Beyond: r.Beyond,
		},
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

type sarifRunProperties struct {
	Modules []audit.Module `json:"modules"`
	Files   int            `json:"files"`
	Lines   int            `json:"lines"`

	// What narrows the results down, and what weighs them.
	Shard    *audit.Shard    `json:"shard,omitempty"`
	Baseline *audit.Baseline `json:"baseline,omitempty"`
	Since    *audit.Since    `json:"since,omitempty"`
	Profile  *audit.Profile  `json:"profile,omitempty"`
	Beyond   int             `json:"beyond,omitempty"`
}

// sarifResultProperties is what SARIF has no words for.
type sarifResultProperties struct {
	Class       rule.Class       `json:"class"`
	Variant     string           `json:"variant,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	InLoop      rule.InLoop      `json:"inLoop,omitempty"`
	Note        string           `json:"note,omitempty"`
	Outstanding rule.Outstanding `json:"outstanding,omitempty"`
	FixLevel    rewrite.Level    `json:"fixLevel,omitempty"`
	FixReason   string           `json:"fixReason,omitempty"`
	Owner       string           `json:"owner,omitempty"`
	Weight      int64            `json:"weight,omitempty"`
}

// sarifResults returns the findings, those that the source accepts among them, in file order.
func sarifResults(r *audit.Report) []sarifResult {
	var all []audit.Suppressed
	for _, f := range r.Findings {
		all = append(all, audit.Suppressed{Finding: f})
	}
	all = append(all, r.Suppressed...)
	all = slices.DeleteFunc(all, func(s audit.Suppressed) bool { return s.Class == rule.Fine })
	slices.SortStableFunc(all, func(a, b audit.Suppressed) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
	})
	index := map[string]*int{}
	for i, r := range rules.All() {
		index[r.Name] = &i
	}
	seen := map[string]int{}
	out := []sarifResult{}
	for _, s := range all {
		seen[s.Fingerprint]++
		result := sarifFinding(s.Finding)
		result.RuleIndex = index[s.Rule]
		// Equal findings in one function have the same fingerprint: their order tells them apart.
		result.Fingerprints = map[string]string{"unleak/v1": fmt.Sprintf("%s:%d", s.Fingerprint, seen[s.Fingerprint])}
		if s.Directive != "" {
			result.Suppressions = []sarifSuppression{{Kind: "inSource", Justification: s.Directive}}
		}
		out = append(out, result)
	}
	return out
}

func sarifFinding(f audit.Finding) sarifResult {
	place := sarifLocation{Physical: sarifPhysical{Artifact: sarifFile(f.File), Region: sarifPlace(f)}}
	if f.Func != "" {
		place.Logical = []sarifLogical{{Name: f.Func, Kind: "function"}}
	}
	return sarifResult{
		RuleID: f.Rule, Level: sarifLevel(f.Class), Message: sarifMessage{Text: f.Message},
		Locations: []sarifLocation{place}, Fixes: sarifFixes(f),
		Properties: sarifResultProperties{
			Class: f.Class, Variant: f.Variant, Pattern: f.Pattern, InLoop: f.InLoop, Note: f.Note, Outstanding: f.Outstanding,
			FixLevel: f.Fix.Level, FixReason: f.Fix.Reason, Owner: f.Owner, Weight: f.Weight,
		},
	}
}

func sarifLevel(c rule.Class) string {
	switch c {
	case rule.Bug:
		return "error"
	case rule.Leak:
		return "warning"
	}
	return "note"
}

// sarifPlace returns the region of f, or nil if it has none.
func sarifPlace(f audit.Finding) *sarifRegion {
	if f.Line < 1 {
		return nil
	}
	shown := oldLines(f.Fix.Diff)
	region := &sarifRegion{StartLine: f.Line, StartColumn: characters(shown[f.Line], f.Column)}
	if f.EndLine > f.Line || f.EndLine == f.Line && f.EndColumn > f.Column {
		region.EndLine, region.EndColumn = f.EndLine, characters(shown[f.EndLine], f.EndColumn)
	}
	return region
}

// characters turns a column in bytes into one in characters, on a line that may not be known.
func characters(line string, column int) int {
	if column < 1 || column-1 > len(line) {
		return max(0, column)
	}
	return 1 + utf8.RuneCountInString(line[:column-1])
}

// sarifFixes returns the fix of f, if there is one and it can be shown.
func sarifFixes(f audit.Finding) []sarifFix {
	var replacements []sarifReplacement
	for _, h := range hunks(f.Fix.Diff) {
		for _, c := range changes(h) {
			replacements = append(replacements, sarifReplace(c))
		}
	}
	if len(replacements) == 0 {
		return nil
	}
	text := fix(f)
	if r := rules.Lookup(f.Rule); r != nil {
		text = r.Fix + " (" + text + ")"
	}
	return []sarifFix{{
		Description: sarifMessage{Text: text},
		Changes:     []sarifArtifactChange{{Artifact: sarifFile(f.File), Replacements: replacements}},
	}}
}

// sarifReplace replaces whole lines: a region that ends where the next line begins takes the end of its last line along.
func sarifReplace(c change) sarifReplacement {
	out := sarifReplacement{Deleted: sarifRegion{StartLine: c.line, StartColumn: 1, EndLine: c.line + len(c.olds), EndColumn: 1}}
	if n := len(c.olds); n > 0 && !strings.HasSuffix(c.olds[n-1], "\n") {
		out.Deleted.EndLine, out.Deleted.EndColumn = c.line+n-1, 1+utf8.RuneCountInString(c.olds[n-1])
	}
	if len(c.news) > 0 {
		out.Inserted = &sarifMessage{Text: strings.Join(c.news, "")}
	}
	return out
}

// sarifNotifications returns what else there is to know about the audit, worst first.
func sarifNotifications(r *audit.Report) []sarifNotification {
	out := []sarifNotification{}
	add := func(level string, problems []audit.Problem) {
		for _, p := range problems {
			n := sarifNotification{Level: level, Message: sarifMessage{Text: p.Reason}}
			if p.File != "" {
				n.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: sarifFile(p.File), Region: sarifPlace(audit.Finding{Line: p.Line})}}}
			}
			out = append(out, n)
		}
	}
	add("error", r.Errors)
	add("warning", r.Warnings)
	return out
}

// sarifFile returns the URI of a file of the report.
func sarifFile(name string) sarifArtifact {
	parts := strings.Split(name, "/")
	for i := range parts {
		// A colon in the first part of a relative URI would end a scheme.
		parts[i] = strings.ReplaceAll(url.PathEscape(parts[i]), ":", "%3A")
	}
	return sarifArtifact{URI: strings.Join(parts, "/"), URIBaseID: sarifRoot}
}
