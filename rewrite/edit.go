package rewrite

import "fmt"

// An Edit replaces the bytes [Start, End) of the original file by New.
type Edit struct {
	Start, End int
	New        string
}

// Apply returns src after edits, which must be sorted, not overlap and lie within src: other edits are a mistake of the
// caller, and Apply panics.
func Apply(src []byte, edits []Edit) []byte {
	if err := checkEdits(len(src), edits); err != nil {
		panic(err)
	}
	size, from := len(src), 0
	for _, e := range edits {
		size += len(e.New) - (e.End - e.Start)
	}
	out := make([]byte, 0, size)
	for _, e := range edits {
		out = append(out, src[from:e.Start]...)
		out = append(out, e.New...)
		from = e.End
	}
	return append(out, src[from:]...)
}

func checkEdits(size int, edits []Edit) error {
	from := 0
	for i, e := range edits {
		if e.Start < from || e.End < e.Start || e.End > size {
			return fmt.Errorf("apply edits: edit %d of [%d, %d) in %d bytes overlaps the one before it or is out of range", i, e.Start, e.End, size)
		}
		from = e.End
	}
	return nil
}
