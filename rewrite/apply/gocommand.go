package apply

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
)

// A goCommand runs the go command. It has the environment of the user, but for what would fetch something or write
// outside of dir.
type goCommand struct {
	path  string
	dir   string            // for temporary files
	works map[string]string // copies of go.work files, by name
}

// A goCall is one run of the go command.
type goCall struct {
	dir  string
	env  []string
	args []string
}

// run returns what the go command writes. The error is an exit status, or that of ctx.
func (g *goCommand) run(ctx context.Context, c goCall) (stdout, stderr string, err error) {
	cmd := exec.CommandContext(ctx, g.path, c.args...)
	cmd.Dir = c.dir
	cmd.Env = append(cmd.Environ(),
		"GOPROXY=off", "GONOPROXY=none", "GOVCS=*:off", // GOPRIVATE would go around GOPROXY=off
		"GONOSUMDB=*",     // a workspace without go.work.sum asks the network. GOSUMDB=off would also refuse toolchains that are at hand
		"GOTMPDIR="+g.dir, // what it leaves behind when it is interrupted
	)
	cmd.Env = append(cmd.Env, c.env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	endTogether(cmd)
	cmd.WaitDelay = 5 * time.Second // a test may leave a process that keeps the output open
	err = cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return out.String(), errs.String(), err
}

// A goEnv is what the go command says of itself in a directory.
type goEnv struct {
	GOOS, GOARCH, GOFLAGS, GOVERSION, GOWORK, CGO_ENABLED string
}

// env asks the go command about itself. The error says why it cannot be used in dir.
func (g *goCommand) env(ctx context.Context, dir string) (e goEnv, err error) {
	stdout, stderr, err := g.run(ctx, goCall{dir: dir, args: []string{"env", "-json", "GOOS", "GOARCH", "GOFLAGS", "GOVERSION", "GOWORK", "CGO_ENABLED"}})
	switch {
	case ctx.Err() != nil:
		return e, ctx.Err()
	case err != nil:
		return e, errors.New(saying(stderr, err))
	}
	if err := json.Unmarshal([]byte(stdout), &e); err != nil {
		return e, fmt.Errorf("read output of go env: %w", err)
	}
	return e, nil
}

// saying returns what the go command says is the matter: the last line, after those that tell what it does.
func saying(stderr string, err error) string {
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	last := strings.TrimPrefix(strings.TrimSpace(lines[len(lines)-1]), "go: ")
	if last == "" && err != nil {
		return err.Error()
	}
	return last
}

// work returns what GOWORK has to be so that nothing is written beside a go.work file: go list and go build complete
// go.work.sum there (cmd/go/internal/modload, commitRequirements). The copy names directories by their full names. It is not
// needed for a workspace with a vendor directory, which has its sums there.
func (g *goCommand) work(name string) (string, error) {
	if name == "" || name == "off" || exists(filepath.Join(filepath.Dir(name), "vendor", "modules.txt")) {
		return name, nil
	}
	if g.works[name] != "" {
		return g.works[name], nil
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, cause(err))
	}
	f, err := modfile.ParseWork(name, src, nil)
	if err != nil {
		return name, nil // the go command says what is wrong with it
	}
	full := func(path string) string {
		if filepath.IsAbs(path) {
			return path
		}
		return filepath.Join(filepath.Dir(name), filepath.FromSlash(path))
	}
	for _, use := range append([]*modfile.Use{}, f.Use...) {
		path := use.Path
		if err := errors.Join(f.DropUse(path), f.AddUse(filepath.ToSlash(full(path)), use.ModulePath)); err != nil {
			return "", err
		}
	}
	for _, r := range append([]*modfile.Replace{}, f.Replace...) {
		if modfile.IsDirectoryPath(r.New.Path) {
			if err := f.AddReplace(r.Old.Path, r.Old.Version, filepath.ToSlash(full(r.New.Path)), ""); err != nil {
				return "", err
			}
		}
	}
	f.Cleanup()
	return g.copyWork(name, modfile.Format(f.Syntax))
}

// copyWork writes a go.work file with the sums of another.
func (g *goCommand) copyWork(name string, content []byte) (string, error) {
	dir := filepath.Join(g.dir, "work"+strconv.Itoa(len(g.works)))
	file := filepath.Join(dir, "go.work")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(file, content, 0o600)); err != nil {
		return "", err
	}
	if sums, err := os.ReadFile(name + ".sum"); err == nil {
		if err := os.WriteFile(file+".sum", sums, 0o600); err != nil {
			return "", err
		}
	}
	g.works[name] = file
	return file, nil
}
