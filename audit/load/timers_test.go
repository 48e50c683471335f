package load

import "testing"

func set(file string, line int, key, value string) Setting {
	return Setting{File: file, Line: line, Key: key, Value: value}
}

func TestDecide(t *testing.T) {
	on := func(file string) []Setting { return []Setting{set(file, 3, "asynctimerchan", "1")} }
	off := func(file string) []Setting { return []Setting{set(file, 3, "asynctimerchan", "0")} }
	def := func(v string) []Setting { return []Setting{set("go.mod", 3, "default", v)} }
	const library = ", and it is a library: the main module of its users decides"
	work := func(goLine string, s ...Setting) []workspace { return []workspace{{"go.work", false, goLine, s}} }
	for name, test := range map[string]struct {
		moduleFacts
		timers, reason string
	}{
		"program before 1.23":    {moduleFacts{goLine: "1.22", program: true}, "async", "go 1.22 in go.mod"},
		"patch release":          {moduleFacts{goLine: "1.22.12", program: true}, "async", "go 1.22.12 in go.mod"},
		"library before 1.23":    {moduleFacts{goLine: "1.22"}, "importer", "go 1.22 in go.mod" + library},
		"toolchain line":         {moduleFacts{goLine: "1.22", toolchain: "go1.26.8", program: true}, "async", "go 1.22 in go.mod (the line toolchain go1.26.8 does not matter)"},
		"old toolchain line":     {moduleFacts{goLine: "1.21", toolchain: "go1.22.1", program: true}, "async", "go 1.21 in go.mod"},
		"1.23":                   {moduleFacts{goLine: "1.23"}, "sync", "go 1.23 in go.mod"},
		"release candidate":      {moduleFacts{goLine: "1.23rc1", program: true}, "sync", "go 1.23rc1 in go.mod"},
		"1.27 whatever is set":   {moduleFacts{goLine: "1.27", program: true, own: on("go.mod"), code: on("main.go")}, "sync", "go 1.27 in go.mod"},
		"1.9 is before 1.23":     {moduleFacts{goLine: "1.9", program: true}, "async", "go 1.9 in go.mod"},
		"2.0":                    {moduleFacts{goLine: "2.0"}, "sync", "go 2.0 in go.mod"},
		"no go line":             {moduleFacts{program: true}, "importer", "no go line in go.mod"},
		"no go line, library":    {moduleFacts{}, "importer", "no go line in go.mod"},
		"broken":                 {moduleFacts{broken: true, goLine: "1.26", program: true}, "importer", "go.mod cannot be parsed"},
		"no go.mod":              {moduleFacts{noMod: true, program: true}, "async", "no go.mod: built in GOPATH mode"},
		"no go.mod, library":     {moduleFacts{noMod: true}, "importer", "no go.mod: built in GOPATH mode" + library},
		"no go.mod, turned off":  {moduleFacts{noMod: true, program: true, code: off("main.go")}, "importer", "no go.mod: built in GOPATH mode, but asynctimerchan=0 in main.go:3"},
		"godebug on":             {moduleFacts{goLine: "1.23", program: true, own: on("go.mod")}, "async", "asynctimerchan=1 in go.mod:3"},
		"godebug 2":              {moduleFacts{goLine: "1.23", program: true, own: []Setting{set("go.mod", 3, "asynctimerchan", "2")}}, "async", "asynctimerchan=2 in go.mod:3"},
		"godebug on, library":    {moduleFacts{goLine: "1.23", own: on("go.mod")}, "importer", "asynctimerchan=1 in go.mod:3" + library},
		"godebug off":            {moduleFacts{goLine: "1.23", program: true, own: off("go.mod")}, "sync", "go 1.23 in go.mod"},
		"godebug old default":    {moduleFacts{goLine: "1.23", program: true, own: def("go1.22")}, "async", "default=go1.22 in go.mod:3"},
		"old default, library":   {moduleFacts{goLine: "1.23", own: def("go1.22")}, "importer", "default=go1.22 in go.mod:3" + library},
		"godebug invalid":        {moduleFacts{goLine: "1.23", program: true, own: def("1.22")}, "importer", "default=1.22 in go.mod:3"},
		"invalid number":         {moduleFacts{goLine: "1.23", program: true, own: []Setting{set("go.mod", 3, "asynctimerchan", "yes")}}, "importer", "asynctimerchan=yes in go.mod:3"},
		"old, godebug off":       {moduleFacts{goLine: "1.22", program: true, own: off("go.mod")}, "importer", "go 1.22 in go.mod, but asynctimerchan=0 in go.mod:3"},
		"old, new default":       {moduleFacts{goLine: "1.22", program: true, own: def("go1.23")}, "importer", "go 1.22 in go.mod, but default=go1.23 in go.mod:3"},
		"old default, but off":   {moduleFacts{goLine: "1.23", program: true, own: append(def("go1.22"), off("go.mod")...)}, "importer", "default=go1.22 in go.mod:3, but asynctimerchan=0 in go.mod:3"},
		"off before old default": {moduleFacts{goLine: "1.23", program: true, own: append(off("go.mod"), def("go1.22")...)}, "importer", "default=go1.22 in go.mod:3, but asynctimerchan=0 in go.mod:3"},
		"directive in a program": {moduleFacts{goLine: "1.23", program: true, code: on("cmd/x/main.go")}, "importer", "asynctimerchan=1 in cmd/x/main.go:3"},
		"directive in a test":    {moduleFacts{goLine: "1.23", code: on("x_test.go")}, "importer", "asynctimerchan=1 in x_test.go:3"},
		"directive of a user":    {moduleFacts{goLine: "1.23", users: on("app/main.go")}, "importer", "asynctimerchan=1 in app/main.go:3"},
		"old, directive off":     {moduleFacts{goLine: "1.22", program: true, code: off("main.go")}, "importer", "go 1.22 in go.mod, but asynctimerchan=0 in main.go:3"},
		"old, directive on":      {moduleFacts{goLine: "1.22", program: true, code: on("main.go")}, "async", "go 1.22 in go.mod"},
		"directive off":          {moduleFacts{goLine: "1.23", program: true, code: off("main.go")}, "sync", "go 1.23 in go.mod"},
		"old in new work":        {moduleFacts{goLine: "1.22", program: true, works: work("1.23")}, "importer", "go 1.22 in go.mod, but go 1.23 in go.work"},
		"old library, new work":  {moduleFacts{goLine: "1.22", works: work("1.23")}, "importer", "go 1.22 in go.mod" + library},
		"old in old work":        {moduleFacts{goLine: "1.21", program: true, works: work("1.22")}, "async", "go 1.21 in go.mod"},
		"old, work without go":   {moduleFacts{goLine: "1.17", program: true, works: work("")}, "async", "go 1.17 in go.mod"},
		"old, new work turns on": {moduleFacts{goLine: "1.22", program: true, works: work("1.23", on("go.work")...)}, "async", "go 1.22 in go.mod"},
		"work turns on":          {moduleFacts{goLine: "1.23", program: true, works: work("1.23", on("go.work")...)}, "importer", "asynctimerchan=1 in go.work:3, but go 1.23 in go.mod"},
		"only the member does":   {moduleFacts{goLine: "1.23", program: true, own: on("go.mod"), works: work("1.23")}, "importer", "asynctimerchan=1 in go.mod:3, but go 1.23 in go.work"},
		"both do":                {moduleFacts{goLine: "1.23", program: true, own: on("go.mod"), works: work("1.23", on("go.work")...)}, "async", "asynctimerchan=1 in go.mod:3"},
		"new in new work":        {moduleFacts{goLine: "1.23", program: true, works: work("1.24")}, "sync", "go 1.23 in go.mod"},
		"broken work":            {moduleFacts{goLine: "1.23", program: true, works: []workspace{{"go.work", true, "", nil}}}, "importer", "go.work cannot be parsed, but go 1.23 in go.mod"},
		"old, broken work":       {moduleFacts{goLine: "1.22", program: true, works: []workspace{{"go.work", true, "", nil}}}, "importer", "go 1.22 in go.mod, but go.work cannot be parsed"},
		"given old":              {moduleFacts{goLine: "1.22", given: true, program: true, works: work("1.26")}, "async", "go 1.22 given with --go"},
		"given new":              {moduleFacts{goLine: "1.23", given: true, program: true, own: def("go1.21")}, "sync", "go 1.23 given with --go"},
		"given new, still on":    {moduleFacts{goLine: "1.23", given: true, program: true, own: on("go.mod")}, "async", "asynctimerchan=1 in go.mod:3"},
		"given without go.mod":   {moduleFacts{goLine: "1.23", given: true, noMod: true, program: true}, "sync", "go 1.23 given with --go"},
	} {
		t.Run(name, func(t *testing.T) {
			test.mod = "go.mod"
			timers, reason := decide(test.moduleFacts)
			if timers != test.timers || reason != test.reason {
				t.Errorf("got  %s: %s\nwant %s: %s", timers, reason, test.timers, test.reason)
			}
		})
	}
}

// What cannot change an answer must not change whether the facts are settled.
func TestSettled(t *testing.T) {
	for _, f := range []moduleFacts{{broken: true}, {goLine: "1.27"}, {}, {goLine: "1.22"}, {noMod: true}} {
		f.mod = "go.mod"
		before, _ := decide(f)
		changed := false
		for _, more := range []moduleFacts{
			{program: true},
			{code: []Setting{set("main.go", 1, "asynctimerchan", "1")}},
			{users: []Setting{set("main.go", 1, "asynctimerchan", "1")}},
			{works: []workspace{{"go.work", true, "", nil}}},
		} {
			g := f
			g.program, g.code, g.users, g.works = more.program, more.code, more.users, more.works
			after, _ := decide(g)
			changed = changed || after != before
		}
		if f.settled() == changed {
			t.Errorf("settled() = %v for %+v, but the answer changes: %v", f.settled(), f, changed)
		}
	}
}

func FuzzTimers(f *testing.F) {
	f.Add("module m\n\ngo 1.22\n\ngodebug asynctimerchan=1\n", "go 1.23\nuse .\n", true)
	f.Add("module m\ngodebug (\n\tdefault=go1.21\n\tasynctimerchan=0\n)\n", "", false)
	f.Add("go 1.23rc1\ntoolchain go1.26.8\nmodule \"m\"\n", "go 1.18\nuse (\n\t.\n\t./x\n)\ngodebug default=go1.22\n", true)
	f.Add("module m\nreplace a => ../a\nrequire a v0.0.0\n", "use C:\\x\n", false)
	f.Add("module m\ngo 99999999999999999999.1\n", "go 1.27\n", true)
	f.Fuzz(func(t *testing.T, mod, work string, program bool) {
		m := &modFile{dir: "/m", name: "go.mod"}
		m.parse([]byte(mod))
		w := &workFile{dir: "/m", workspace: workspace{file: "go.work"}, uses: map[string]bool{}}
		w.parse([]byte(work))
		timers, reason := decide(moduleFacts{
			mod: m.name, broken: m.problem != nil, goLine: m.goLine, toolchain: m.toolchain,
			program: program, own: m.settings, works: []workspace{w.workspace},
		})
		if reason == "" || m.problem != nil && timers != importerTimers {
			t.Errorf("decide = %s, %q; problem %v", timers, reason, m.problem)
		}
		if timers == asyncTimers && !program {
			t.Errorf("async without a program: %s", reason)
		}
		for _, s := range m.settings {
			if !choosesTimers(s.Key) || s.Line < 1 || s.Text == "" {
				t.Errorf("bad setting %+v", s)
			}
			// A current module that sets the old timers is never sync, unless the setting is gone.
			if modeOf(s) == on && timers == syncTimers && !atLeast(m.goLine, "1.27") {
				t.Errorf("sync despite %s", s.where())
			}
		}
	})
}
