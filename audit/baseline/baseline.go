// Package baseline keeps the findings that somebody accepted to see later, so that an audit can tell what is new.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"unleak/audit"
	"unleak/rules/rule"
)

// schema is the version of the file that this program writes, and the newest it reads.
const schema = 1

// accepted are the classes a baseline is for: what is harmless is inventory, and never hidden.
var accepted = rule.Classes[:3]

// A Baseline is a list of known findings.
type Baseline struct {
	Schema   int     `json:"schema"` // 1
	Tool     string  `json:"tool"`   // "unleak"
	Findings []Entry `json:"findings"`
}

// An Entry stands for equal findings in one file. It names no line, so that it holds wherever the code goes.
type Entry struct {
	Rule        string     `json:"rule"`
	File        string     `json:"file"` // slash-separated, relative to the report's root; of the first such finding
	Func        string     `json:"func"`
	Pattern     string     `json:"pattern"`
	Class       rule.Class `json:"class"`
	Fingerprint string     `json:"fingerprint"`
	Count       int        `json:"count"` // at least 1
}

// New returns a baseline of the findings of r.
func New(r *audit.Report) *Baseline {
	count := map[Entry]int{}
	for _, f := range r.Findings {
		if slices.Contains(accepted, f.Class) {
			count[Entry{Rule: f.Rule, File: f.File, Func: f.Func, Pattern: f.Pattern, Class: f.Class, Fingerprint: f.Fingerprint}]++
		}
	}
	b := &Baseline{Schema: schema, Tool: "unleak"}
	for e, n := range count {
		e.Count = n
		b.Findings = append(b.Findings, e)
	}
	b.sort()
	return b
}

func (b *Baseline) sort() {
	slices.SortFunc(b.Findings, func(x, y Entry) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File), cmp.Compare(x.Func, y.Func), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Pattern, y.Pattern),
			cmp.Compare(x.Class, y.Class), cmp.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
}

// Count returns the number of findings in b, and of the files they are in.
func (b *Baseline) Count() (findings, files int) {
	in := map[string]bool{}
	for _, e := range b.Findings {
		findings += e.Count
		in[e.File] = true
	}
	return findings, len(in)
}

// Encode returns the file: JSON with one line for each entry, sorted, so that those who read and merge changes to it see one line for one change.
func (b *Baseline) Encode() []byte {
	b.sort()
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"schema\": %d,\n  \"tool\": %q,\n  \"findings\": [", b.Schema, b.Tool)
	for i, e := range b.Findings {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false) // patterns hold <-t.C
		if err := enc.Encode(e); err != nil {
			panic(err) // strings and a number
		}
		out.Truncate(out.Len() - 1) // the line feed
	}
	if len(b.Findings) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Bytes()
}

// Parse reads a file that Encode wrote. Fields it does not know are passed over, so that it can read those of later versions that keep the schema.
// An error says what is wrong with the file.
func Parse(src []byte) (*Baseline, error) {
	var b Baseline
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	dec := json.NewDecoder(bytes.NewReader(src))
	if err := dec.Decode(&b); err != nil {
		return nil, explain(src, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after its end")
	}
	switch {
	case b.Tool != "unleak":
		return nil, errors.New(`it is not one of unleak's ("tool" is missing or different)`)
	case b.Schema > schema:
		return nil, fmt.Errorf("schema %d is newer than %d, the newest this unleak knows", b.Schema, schema)
	case b.Schema < 1:
		return nil, fmt.Errorf("there is no schema %d", b.Schema)
	}
	for i, e := range b.Findings {
		if e.Rule == "" || e.File == "" || e.Count < 1 || !slices.Contains(accepted, e.Class) {
			return nil, fmt.Errorf("finding %d of it has no rule, file, count or class", i+1)
		}
	}
	return &b, nil
}

// explain says where src is no JSON: in a file under version control, that is most often where two versions of it met.
func explain(src []byte, err error) error {
	line := func(offset int64) int { return 1 + bytes.Count(src[:min(int(offset), len(src))], []byte("\n")) }
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("line %d: %w", line(syntax.Offset), err)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("line %d: %s is not what belongs into %q", line(kind.Offset), kind.Value, kind.Field)
	}
	if errors.Is(err, io.EOF) {
		return errors.New("it is empty")
	}
	return err
}

// less returns b with the given number of findings taken away from each entry.
func (b *Baseline) less(gone map[int]int) *Baseline {
	out := &Baseline{Schema: b.Schema, Tool: b.Tool, Findings: slices.Clone(b.Findings)}
	for _, i := range slices.Backward(slices.Sorted(maps.Keys(gone))) {
		if out.Findings[i].Count -= gone[i]; out.Findings[i].Count == 0 {
			out.Findings = slices.Delete(out.Findings, i, i+1)
		}
	}
	return out
}
