package wave

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// By are the ways to group fixes.
var By = []string{"module", "package", "dir", "owner", "rule"}

// An Item is a fix to plan, with what decides on its wave.
type Item struct {
	Fix
	Module string // its directory
	Owner  string // by CODEOWNERS; empty: nobody
	Many   bool   // what it holds can pile up
	Weight int64  // bytes or counts that were measured
}

// Options say how to group fixes.
type Options struct {
	By       []string // words of [By]; fixes in one wave have all of these in common
	Depth    int      // of directories, for "dir"
	MaxFiles int      // in a wave; 0: any number
	MaxLines int      // that change in a wave, about; 0: any number. A file with more has a wave of its own.
	Trial    bool     // say of the first wave that it is one
	// Requires tells of each module, by directory, the directories of those it builds on.
	Requires map[string][]string
}

// Group sorts items into waves and puts these in order: the smallest first, as a trial; then the worst; and those of a module
// behind those of the modules it builds on.
func Group(items []Item, opt Options) []Wave {
	groups := map[string][]Item{}
	for _, it := range items {
		k := key(it, opt)
		groups[k] = append(groups[k], it)
	}
	var drafts []*draft
	for k, list := range groups {
		for _, part := range split(list, opt) {
			drafts = append(drafts, newDraft(k, part))
		}
	}
	drafts = order(drafts, opt.Requires)
	var waves []Wave
	taken := map[string]bool{}
	for i, d := range drafts {
		w := d.wave(opt.Trial && i == 0 && len(drafts) > 1)
		w.Name = unused(d.name, taken)
		taken[w.Name] = true
		waves = append(waves, w)
	}
	return waves
}

// unused returns name, or the first of name-2, name-3 … that is not taken.
func unused(name string, taken map[string]bool) string {
	for n := 1; ; n++ {
		s := name
		if n > 1 {
			s = fmt.Sprintf("%s-%d", name, n)
		}
		if !taken[s] {
			return s
		}
	}
}

// key names the group of an item.
func key(it Item, opt Options) string {
	var parts []string
	for _, by := range opt.By {
		switch by {
		case "module":
			parts = append(parts, it.Module)
		case "package":
			parts = append(parts, path.Dir(it.File))
		case "dir":
			dirs := strings.Split(path.Dir(it.File), "/")
			parts = append(parts, strings.Join(dirs[:min(len(dirs), max(opt.Depth, 1))], "/"))
		case "owner":
			parts = append(parts, cmp.Or(it.Owner, "unowned"))
		case "rule":
			parts = append(parts, it.Rule)
		}
	}
	return strings.Join(parts, " ")
}

// split cuts a group into parts within the bounds, neighbours together. A file is never split.
func split(list []Item, opt Options) [][]Item {
	slices.SortStableFunc(list, func(a, b Item) int {
		return cmp.Or(cmp.Compare(path.Dir(a.File), path.Dir(b.File)), cmp.Compare(a.File, b.File))
	})
	var parts [][]Item
	var part []Item
	files, lines := 0, 0
	for file := range chunksByFile(list) {
		size := 0
		for _, it := range file {
			size += it.Lines
		}
		full := opt.MaxFiles > 0 && files+1 > opt.MaxFiles || opt.MaxLines > 0 && lines+size > opt.MaxLines
		if full && len(part) > 0 {
			parts = append(parts, part)
			part, files, lines = nil, 0, 0
		}
		part = append(part, file...)
		files, lines = files+1, lines+size
	}
	return append(parts, part)
}

// chunksByFile yields the stretches of list that are about one file.
func chunksByFile(list []Item) func(func([]Item) bool) {
	return func(yield func([]Item) bool) {
		for len(list) > 0 {
			n := slices.IndexFunc(list, func(it Item) bool { return it.File != list[0].File })
			if n < 0 {
				n = len(list)
			}
			if !yield(list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// A draft is a wave before its place is known.
type draft struct {
	name    string
	items   []Item
	modules map[string]bool
	lines   int
	score   score
}

func newDraft(key string, items []Item) *draft {
	d := &draft{name: slug(key), items: items, modules: map[string]bool{}}
	for _, it := range items {
		d.modules[it.Module] = true
		d.lines += it.Lines
		d.score.add(it)
	}
	return d
}

var notInNames = regexp.MustCompile(`[^a-z0-9._]+`)

// slug makes of a key a name that is also part of a branch's name (git check-ref-format).
func slug(key string) string {
	s := strings.ToLower(key)
	if s == "." || strings.HasPrefix(s, ". ") {
		s = "root" + s[1:]
	}
	s = strings.ReplaceAll(notInNames.ReplaceAllString(s, "-"), "..", "-")
	s = strings.TrimSuffix(strings.Trim(s, "-."), ".lock")
	return cmp.Or(s, "wave")
}

// wave returns d without a name.
func (d *draft) wave(trial bool) Wave {
	w := Wave{Why: d.score.String() + fmt.Sprintf("; %s, about %s", count(d.files(), "file"), count(d.lines, "line"))}
	if trial {
		w.Why = "the smallest, as a trial: " + w.Why
	}
	for _, it := range d.items {
		w.Fixes = append(w.Fixes, it.Fix)
	}
	return w
}

func (d *draft) files() int {
	names := map[string]bool{}
	for _, it := range d.items {
		names[it.File] = true
	}
	return len(names)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
