package apply

import (
	"errors"
	"io/fs"
	"os"
)

// A disk is what writing needs of a file system. Names are relative to the tree that is rewritten.
type disk interface {
	Lstat(name string) (fs.FileInfo, error)
	ReadFile(name string) ([]byte, error)
	// Create makes a new file with the mode and owner of another and brings it to the disk.
	Create(name string, like fs.FileInfo, data []byte) error
	Link(name, link string) error
	Rename(from, to string) error
	Remove(name string) error
	// Sync brings the names in a directory to the disk, as far as the system can do that.
	Sync(dir string)
}

// A tree is a directory of the real file system. os.Root keeps every name in it: no symbolic link leads out.
type tree struct{ *os.Root }

func (t tree) Create(name string, like fs.FileInfo, data []byte) error {
	f, err := t.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = keepOwner(f, like) // before the mode: a change of owner clears bits of it
	}
	if err == nil {
		err = f.Chmod(like.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky))
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, t.Remove(name))
	}
	return nil
}

func (t tree) Sync(dir string) {
	if f, err := t.Open(dir); err == nil {
		_ = f.Sync() // some systems cannot; the content itself is on the disk
		f.Close()
	}
}
