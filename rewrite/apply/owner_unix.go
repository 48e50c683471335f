//go:build unix

package apply

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner and group of like.
func keepOwner(f *os.File, like fs.FileInfo) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	want, ok := like.Sys().(*syscall.Stat_t)
	got, ok2 := info.Sys().(*syscall.Stat_t)
	if !ok || !ok2 || want.Uid == got.Uid && want.Gid == got.Gid {
		return nil
	}
	if err := f.Chown(int(want.Uid), int(want.Gid)); err != nil {
		return fmt.Errorf("keep its owner %d:%d: %w; run unleak as that user", want.Uid, want.Gid, cause(err))
	}
	return nil
}
