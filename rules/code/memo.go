package code

// A Memo is what one room knows about each package, made when it first asks and gone with the package. A room
// declares its memos as variables, so that Package need not know who keeps what. Like a Package, it is for one
// goroutine at a time.
type Memo[T any] struct{ fresh func() T }

// NewMemo returns a memo that begins with what fresh returns, a map as a rule.
func NewMemo[T any](fresh func() T) *Memo[T] { return &Memo[T]{fresh} }

// Of returns what is known about p.
func (m *Memo[T]) Of(p *Package) T {
	if known, ok := p.memos[m]; ok {
		return known.(T)
	}
	known := m.fresh()
	p.memos[m] = known
	return known
}
