package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"unleak/audit"
	"unleak/audit/owners"
)

// addOwners notes in the findings of rep who owns them, if there is a file that says so. Trouble with it keeps nobody from the findings.
func addOwners(rep *audit.Report) {
	for _, name := range owners.Places {
		src, err := readRegular(filepath.Join(rep.Root, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			rep.Warn(audit.Problem{File: name, Reason: "read owners: " + cause(err).Error()})
			return
		}
		o, problems := owners.Parse(name, src)
		o.Apply(rep)
		rep.Warn(problems...)
		return
	}
}

// readRegular reads a file; of what is no regular file, as a pipe, nobody knows when it ends.
func readRegular(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	return os.ReadFile(name)
}
