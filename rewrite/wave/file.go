package wave

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// version is of the format that this program writes, and the newest it reads.
const version = 1

const header = `# A migration in waves, by unleak. Each wave becomes one branch with one commit. Edit, move, rename and commit what you
# like: fixes are found again by their fingerprints, not by their lines. To see the first wave, run: unleak wave show 1
`

// Format returns the plan as a file.
func (p *Plan) Format() ([]byte, error) {
	full := *p
	full.Version = version
	var doc yaml.Node
	if err := doc.Encode(&full); err != nil {
		return nil, fmt.Errorf("write plan: %w", err)
	}
	return encode(&doc, header)
}

func encode(doc *yaml.Node, head string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(head)
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(doc), enc.Close()); err != nil {
		return nil, fmt.Errorf("write plan: %w", err)
	}
	return b.Bytes(), nil
}

// MarshalYAML writes a fix on one line, so that it is easy to move to another wave.
func (f Fix) MarshalYAML() (any, error) {
	type plain Fix // without this method
	var n yaml.Node
	if err := n.Encode(plain(f)); err != nil {
		return nil, err
	}
	n.Style = yaml.FlowStyle
	return &n, nil
}

// Parse reads a plan, which people may have edited. Errors name the line.
func Parse(src []byte) (*Plan, error) {
	var p Plan
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true) // a misspelt word must not be a fix that is left out
	switch err := dec.Decode(&p); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("parse plan: it is empty")
	case err != nil:
		return nil, fmt.Errorf("parse plan: %w", err)
	}
	switch {
	case p.Version > version:
		return nil, fmt.Errorf("parse plan: version %d is newer than %d, the newest this unleak knows", p.Version, version)
	case p.Version < 1:
		return nil, errors.New(`parse plan: it has no version; the first line of a plan is "version: 1"`)
	}
	return &p, p.check()
}

// check returns what is wrong with a plan that people edited.
func (p *Plan) check() error {
	names := map[string]bool{}
	in := map[string]string{}
	for i, w := range p.Waves {
		switch {
		case w.Name == "" || slug(w.Name) != w.Name:
			return fmt.Errorf("check plan: wave %d is called %q: a name has lower-case letters, digits, dots, dashes and underscores", i+1, w.Name)
		case names[w.Name]:
			return fmt.Errorf("check plan: two waves are called %s", w.Name)
		}
		names[w.Name] = true
		for _, f := range w.Fixes {
			if f.Fingerprint == "" || f.Rule == "" {
				return fmt.Errorf("check plan: a fix in wave %s has no rule or no fingerprint (%s: %s)", w.Name, f.File, f.Pattern)
			}
			if other, ok := in[f.Fingerprint]; ok {
				return fmt.Errorf("check plan: fix %s (%s: %s) is in wave %s and in wave %s", f.Fingerprint, f.File, f.Pattern, other, w.Name)
			}
			in[f.Fingerprint] = w.Name
		}
	}
	return nil
}

// Add returns the plan in src with more waves behind those it has. What people wrote, comments included, stays.
func Add(src []byte, waves []Wave) ([]byte, error) {
	p, err := Parse(src)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return nil, fmt.Errorf("parse plan: %w", err)
	}
	taken := map[string]bool{}
	for _, w := range p.Waves {
		taken[w.Name] = true
	}
	list := member(doc.Content[0], "waves")
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil, errors.New(`parse plan: it has no list of waves; write "waves:" and run unleak wave plan --add again`)
	}
	list.Style &^= yaml.FlowStyle // as in "waves: []"
	for _, w := range waves {
		w.Name = unused(w.Name, taken)
		taken[w.Name] = true
		var n yaml.Node
		if err := n.Encode(w); err != nil {
			return nil, fmt.Errorf("write plan: %w", err)
		}
		list.Content = append(list.Content, &n)
	}
	out, err := encode(&doc, "")
	if err == nil {
		_, err = Parse(out) // what is odd may not survive being written: an empty value of a number
	}
	return out, err
}

// member returns the value of a key.
func member(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
