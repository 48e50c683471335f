package rules

func (p *Pass) helpers() {}
