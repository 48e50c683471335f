package apply

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"

	"unleak/rewrite"
)

// An overlay has the go command read the new content of files that stay as they are (go help build, -overlay).
type overlay struct {
	dir     string // for temporary files
	root    string
	n       int
	files   map[*rewrite.File]*replaced
	sources map[string]string // temporary file to the one that it stands for
}

// replaced is the content of a file as it was last written.
type replaced struct {
	path    string
	content []byte
}

func newOverlay(dir, root string) *overlay {
	return &overlay{dir: dir, root: root, files: map[*rewrite.File]*replaced{}, sources: map[string]string{}}
}

// write brings the overlay up to date with the files and returns the name of the file that describes it.
func (o *overlay) write(files []*rewrite.File) (string, error) {
	var list struct{ Replace map[string]string }
	list.Replace = map[string]string{}
	for _, f := range files {
		was := o.files[f]
		if was == nil || !bytes.Equal(was.content, f.New) {
			path, err := o.create(f)
			if err != nil {
				return "", err
			}
			was = &replaced{path, f.New}
			o.files[f] = was
		}
		list.Replace[o.sources[was.path]] = was.path
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "", err
	}
	name := filepath.Join(o.dir, "overlay.json")
	return name, os.WriteFile(name, text, 0o600)
}

// create writes the new content of f. The name stays what it was, in a directory of its own: messages and compilers go by it.
func (o *overlay) create(f *rewrite.File) (string, error) {
	o.n++
	dir := filepath.Join(o.dir, strconv.Itoa(o.n))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	source := filepath.Join(o.root, filepath.FromSlash(f.Name))
	path := filepath.Join(dir, filepath.Base(source))
	o.sources[path] = source
	return path, os.WriteFile(path, f.New, 0o600)
}

// source returns the name of a file that a message of the go command in dir is about.
func (o *overlay) source(dir, name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	if source := o.sources[name]; source != "" {
		return source
	}
	return name
}
