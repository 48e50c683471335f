package afterfunc

import (
	"fmt"
	"go/types"
)

// amd64 are the sizes of types that reports go by.
var amd64 = types.SizesFor("gc", "amd64")

// enoughBytes bounds what is counted: nobody has more, and sums must not overflow.
const enoughBytes = 1 << 50

// A scale measures types of one package. Those of other packages count nothing, since what is known of them may be a
// stub.
type scale struct {
	own  *types.Package
	seen map[*types.Named]measure
}

// A measure is a size in bytes.
type measure struct {
	least int64
	exact bool // nothing in it is unknown
}

// of returns the size of t.
func (s *scale) of(t types.Type) measure {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if m, ok := s.seen[t]; ok {
			return m
		}
		s.seen[t] = measure{} // where the type contains itself, by mistake
		if t.Obj().Pkg() == s.own {
			s.seen[t] = s.of(t.Underlying())
		}
		return s.seen[t]
	case *types.Basic:
		if t.Kind() == types.Invalid || t.Info()&types.IsUntyped != 0 {
			return measure{}
		}
		return measure{amd64.Sizeof(t), true}
	case *types.Array:
		m := s.of(t.Elem())
		return measure{times(m.least, t.Len()), m.exact && t.Len() >= 0}
	case *types.Struct:
		return s.ofStruct(t)
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return measure{amd64.Sizeof(t), true}
	}
	return measure{} // an interface, or a type parameter: what it stands for is not known
}

// ofStruct returns the size of a struct: the sum of its fields, or with the gaps between them where all are known.
func (s *scale) ofStruct(t *types.Struct) measure {
	m := measure{exact: true}
	for i := range t.NumFields() {
		f := s.of(t.Field(i).Type())
		m.least = min(m.least+f.least, enoughBytes)
		m.exact = m.exact && f.exact
	}
	if m.exact && m.least < enoughBytes {
		m.least = max(m.least, amd64.Sizeof(t)) // with the gaps between fields
	}
	return m
}

// times returns the size of n values of the given size.
func times(size, n int64) int64 {
	if size <= 0 || n <= 0 {
		return 0
	}
	if n > enoughBytes/size {
		return enoughBytes
	}
	return size * n
}

// bytesText writes a number of bytes as people do: 1.0 MiB.
func bytesText(n int64) string {
	const step = 1 << 10
	if n < step {
		return fmt.Sprintf("%d bytes", n)
	}
	f, unit := float64(n)/step, 0
	for ; f >= step && unit < len("MGT"); unit++ {
		f /= step
	}
	return fmt.Sprintf("%.1f %ciB", f, "KMGT"[unit])
}
