// Package code sets the environment of programs.
package code

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

const on = "asynctimerchan=1"

func setenv(t *testing.T, mode string) {
	os.Setenv("GODEBUG", on)                                      // want asynctimer setenv no - leak
	t.Setenv("GODEBUG", "madvdontneed=1,asynctimerchan=2")        // want asynctimer setenv no - leak
	t.Setenv("GODEBUG", "asynctimerchan=0")                       // want asynctimer setenv no - none
	t.Setenv("GODEBUG", "asynctimerchan="+mode)                   // want asynctimer setenv no - none
	t.Setenv("GODEBUG", os.Getenv("GODEBUG")+",asynctimerchan=1") // want asynctimer setenv no - leak
	t.Setenv("OTHER", "asynctimerchan=1")
	t.Setenv("GODEBUG", "netdns=go")
}

type variable struct{ Name, Value string }

func commands() []*exec.Cmd {
	a := exec.Command("a")
	a.Env = append(os.Environ(), "GODEBUG=asynctimerchan=1") // want asynctimer command no - leak
	b := exec.Command("b")
	b.Env = []string{
		"A=b",
		"GODEBUG=x=1,asynctimerchan=1", // want asynctimer command no - leak
		"GODEBUG=asynctimerchan=0",     // want asynctimer command no - none
		"DEBUG=asynctimerchan=1",
	}
	c := exec.Command("go", "build", "-ldflags=-X=runtime.godebugDefault=asynctimerchan=1 -s") // want asynctimer command no - leak
	return []*exec.Cmd{a, b, c}
}

func maps() any {
	env := map[string]string{"GODEBUG": "asynctimerchan=1", "OTHER": on} // want asynctimer command no - leak
	env["GODEBUG"] = "asynctimerchan=1"                                  // want asynctimer command no - leak
	return []variable{
		{Name: "GODEBUG", Value: "asynctimerchan=1"}, // want asynctimer command no - leak
		{Name: "OTHER", Value: "asynctimerchan=1"},
	}
}

func prose(t *testing.T, env []string) string {
	for _, e := range env {
		switch e {
		case "GODEBUG=asynctimerchan=1":
			return "the program runs with GODEBUG=asynctimerchan=1 set"
		}
		if e == "GODEBUG=asynctimerchan=1" || strings.Contains(e, "GODEBUG=asynctimerchan=1") {
			t.Error("GODEBUG=asynctimerchan=1")
		}
	}
	return "GODEBUG=asynctimerchan=1 is the way back"
}
