package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"unleak/audit"
	"unleak/rules/rule"
)

// schema is the version of the JSON form that this program writes, and the newest it reads.
const schema = 1

// writeJSON writes r as the interchange format: stable, two spaces of indentation, empty lists as [].
func writeJSON(w io.Writer, r *audit.Report) error {
	full := *wellFormed(r)
	full.Modules = orEmpty(full.Modules)
	full.Findings = orEmpty(full.Findings)
	full.Skipped = orEmpty(full.Skipped)
	if full.Summary.ByClass == nil {
		full.Summary.ByClass = map[rule.Class]int{}
	}
	if full.Summary.ByRule == nil {
		full.Summary.ByRule = map[string]int{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false) // patterns hold <-t.C
	enc.SetIndent("", "  ")
	return enc.Encode(full)
}

// ReadJSON reads what [Write] wrote as [FormatJSON]. Fields it does not know are passed over, so that it can
// read reports of later versions that keep the schema.
func ReadJSON(r io.Reader) (*audit.Report, error) {
	dec := json.NewDecoder(r)
	var rep audit.Report
	if err := dec.Decode(&rep); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("it is empty")
		}
		return nil, fmt.Errorf("decode report: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("decode report: there is more after its end")
	}
	switch {
	case rep.Tool != "unleak":
		return nil, errors.New(`decode report: it is not one of unleak's ("tool" is missing or different)`)
	case rep.Schema > schema:
		return nil, fmt.Errorf("decode report: schema %d is newer than %d, the newest this unleak knows", rep.Schema, schema)
	case rep.Schema < 1:
		return nil, fmt.Errorf("decode report: there is no schema %d", rep.Schema)
	}
	return &rep, nil
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// wellFormed returns r with bytes that are no UTF-8 spelled out (\xff) in the strings that come
// from outside: the names of files. JSON has no other way to say them, and a report
// that went through JSON has to look like one that did not.
func wellFormed(r *audit.Report) *audit.Report {
	out := *r
	out.Modules = mapped(r.Modules, func(m *audit.Module) { m.Dir, m.Path, m.Reason = utf(m.Dir), utf(m.Path), utf(m.Reason) })
	out.Findings = mapped(r.Findings, utfFinding)
	out.Suppressed = mapped(r.Suppressed, func(s *audit.Suppressed) {
		utfFinding(&s.Finding)
		s.Directive = utf(s.Directive)
	})
	problem := func(p *audit.Problem) { p.File, p.Reason = utf(p.File), utf(p.Reason) }
	out.Warnings = mapped(r.Warnings, problem)
	out.Errors = mapped(r.Errors, problem)
	out.Skipped = mapped(r.Skipped, func(s *audit.Skip) { s.File, s.Reason = utf(s.File), utf(s.Reason) })
	if r.Baseline != nil {
		known := *r.Baseline
		known.File = utf(known.File)
		out.Baseline = &known
	}
	if r.Since != nil {
		out.Since = &audit.Since{Rev: utf(r.Since.Rev), Files: r.Since.Files}
	}
	if r.Profile != nil {
		p := *r.Profile
		p.Files = mapped(p.Files, func(name *string) { *name = utf(*name) })
		call := func(c *audit.Call) { c.File, c.Func = utf(c.File), utf(c.Func) }
		p.Stale, p.Ambiguous = mapped(p.Stale, call), mapped(p.Ambiguous, call)
		out.Profile = &p
	}
	return &out
}

func mapped[T any](list []T, change func(*T)) []T {
	list = slices.Clone(list)
	for i := range list {
		change(&list[i])
	}
	return list
}

func utfFinding(f *audit.Finding) {
	for _, s := range []*string{&f.File, &f.Func, &f.Pattern, &f.Note, &f.Message, &f.Fix.Reason, &f.Fix.Diff, &f.Owner} {
		*s = utf(*s)
	}
}

func utf(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
