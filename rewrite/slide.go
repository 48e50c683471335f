package rewrite

// slide moves stretches that only one side has up to where a person would draw them. Of
//
//	for {        for {
//	+	a()      +	a()
//	+}           +}
//	+for {       +for {
//		b()      	b()
//
// a diff prefers the left as readily as the right; both make the same text, but only one is an inserted loop.
func slide(a, b []item, toA []int) []int {
	toB := inverse(toA, len(a))
	slider{b, a, toA, toB}.all()
	slider{a, b, toB, toA}.all()
	return inverse(toB, len(b))
}

func inverse(to []int, n int) []int {
	back := make([]int, n)
	for i := range back {
		back[i] = -1
	}
	for i, j := range to {
		if j >= 0 {
			back[j] = i
		}
	}
	return back
}

// A slider slides stretches of items that have no partner among the others.
type slider struct {
	items, others []item
	to, from      []int // the partners of items, and of others
}

func (s slider) all() {
	for i := 0; i < len(s.items); i++ {
		if s.to[i] >= 0 {
			continue
		}
		end := i
		for end < len(s.items) && s.to[end] < 0 {
			end++
		}
		if s.pure(i, end) {
			s.slide(i, end)
		}
		i = end
	}
}

// pure reports whether the others have nothing where items have a stretch.
func (s slider) pure(start, end int) bool {
	above, below := -1, len(s.others)
	if start > 0 {
		above = s.to[start-1]
	}
	if end < len(s.items) {
		below = s.to[end]
	}
	return above+1 == below
}

// maxSlide bounds the work on files that repeat one line.
const maxSlide = 200

// slide slides one stretch down as far as it goes, and then up to where it is least awkward and leaves other lines their
// indentation.
func (s slider) slide(start, end int) {
	for n := 0; n < maxSlide && end < len(s.items) && s.pure(start, end) && s.items[start].key == s.items[end].key; n++ {
		s.pair(start, s.to[end])
		s.to[end] = -1
		start, end = start+1, end+1
	}
	best, cost := 0, awkward(s.items[start:end])
	for n, shifted := 1, 0; n <= 2*maxSlide && start-n >= 0; n++ {
		up, down, other := start-n, end-n, s.to[start-n]
		if other < 0 || s.items[up].key != s.items[down].key || n > 1 && other+1 != s.to[up+1] {
			break
		}
		shifted += s.shifted(down, other) - s.shifted(up, other)
		if c := awkward(s.items[up:down]) + shifted; c < cost {
			best, cost = n, c
		}
	}
	for n := 1; n <= best; n++ {
		s.pair(end-n, s.to[start-n])
		s.to[start-n] = -1
	}
}

func (s slider) pair(item, other int) { s.to[item], s.from[other] = other, item }

// shifted returns what it costs to pair an item with one that is indented otherwise.
func (s slider) shifted(item, other int) int {
	if s.items[item].indent == s.others[other].indent {
		return 0
	}
	return 2
}

// awkward counts what is wrong with a stretch as one insertion or deletion.
func awkward(stretch []item) (cost int) {
	depth, low := 0, 0
	for _, it := range stretch {
		low = min(low, depth+it.low)
		depth += it.net
	}
	if !stretch[0].first {
		cost += 8
	}
	if low < 0 {
		cost += 4
	}
	if depth != 0 {
		cost += 2
	}
	if last := stretch[len(stretch)-1]; last.comment && !stretch[0].comment {
		cost++
	}
	return cost
}
