package rewrite

// Isolate leaves out the fixes of files that check finds fault with, each of them alone: what is in order stays. check
// looks at the files as they are when it is called, and says what is wrong with them, or nothing.
func Isolate(files []*File, check func() string) {
	var all []*Step
	for _, f := range files {
		all = append(all, f.open()...)
	}
	if len(all) == 0 || check() == "" {
		return
	}
	i := isolation{all, check}
	i.set(all, true)
	i.bring(all)
}

type isolation struct {
	all   []*Step
	check func() string
}

// set takes steps out of their files for now, or puts them back.
func (i isolation) set(steps []*Step, aside bool) {
	touched := map[*File]bool{}
	for _, s := range steps {
		s.aside = aside
		touched[s.file] = true
	}
	for f := range touched {
		f.settle()
	}
}

// bring adds steps to those that are in order, without the ones that are not. Halving finds one bad fix among many in
// few checks, which may each be a build.
func (i isolation) bring(steps []*Step) {
	i.set(steps, false)
	fault := i.check()
	switch {
	case fault == "":
	case len(steps) == 1:
		i.blame(steps[0], fault)
	default:
		i.set(steps, true)
		i.bring(steps[:len(steps)/2])
		i.bring(steps[len(steps)/2:])
	}
}

// blame leaves out s. It is no mistake of the fix itself if there is nothing wrong with it alone.
func (i isolation) blame(s *Step, fault string) {
	var others []*Step
	for _, o := range i.all {
		if o != s && !o.aside {
			others = append(others, o)
		}
	}
	i.set(others, true)
	alone := i.check()
	if alone == "" {
		s.close(Conflicting, "it does not go together with the fixes before it: "+fault)
	} else {
		s.fail(alone)
	}
	i.set(append(others, s), false)
}
