package load

import (
	"bytes"
	"errors"
	"io"
	"os"
	"syscall"
)

const (
	maxSize    = 10 << 20 // larger Go files are left out: nobody wrote them
	headSize   = 4 << 10  // the first read where only the head matters
	keepBudget = 32 << 20 // bytes of matching files kept between Scan and Each; others are read again
	parseLimit = 12 << 20 // bytes of files parsed at a time: syntax and types take some forty times as much
)

var (
	errTooLarge   = errors.New("file over 10 MB") // or over the limit of readUpTo
	errNotRegular = errors.New("not a regular file")
)

// readFile returns the contents of a regular file of at most maxSize. They are in buf, or in a
// larger buffer that replaces it.
func readFile(name string, buf []byte) ([]byte, error) { return readUpTo(maxSize, name, buf) }

// readUpTo is readFile with another limit, in bytes.
func readUpTo(limit int, name string, buf []byte) ([]byte, error) {
	f, size, err := openFile(name)
	if err != nil {
		return buf[:0], err
	}
	defer f.Close()
	if size > int64(limit) {
		return buf[:0], errTooLarge
	}
	// One byte more than the size, so that one read also shows that the file ends there.
	if int64(cap(buf)) <= size {
		buf = make([]byte, size+size/4+1)
	}
	buf = buf[:cap(buf)]
	n := 0
	for {
		m, err := f.Read(buf[n:])
		n += m
		switch {
		case err == io.EOF || err == nil && int64(n) == size:
			return buf[:n], nil
		case err != nil:
			return buf[:0], err
		case n > limit:
			return buf[:0], errTooLarge
		case n == len(buf):
			buf = append(buf, make([]byte, n)...)
		}
	}
}

// openFile opens a regular file and returns its size.
func openFile(name string) (*os.File, int64, error) {
	// Without O_NONBLOCK, opening a pipe that took the place of the file would wait for a writer.
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// readHead reads no more of a file than its head takes, in whole blocks.
func readHead(name string, buf []byte) (head, []byte, error) {
	f, _, err := openFile(name)
	if err != nil {
		return head{}, buf, err
	}
	defer f.Close()
	if cap(buf) < headSize {
		buf = make([]byte, headSize)
	}
	buf = buf[:cap(buf)]
	n := 0
	for want := headSize; ; want *= 2 {
		if want > len(buf) {
			buf = append(buf, make([]byte, want-len(buf))...)
		}
		m, err := io.ReadFull(f, buf[n:want])
		n += m
		h := parseHead(buf[:n])
		if h.complete || n >= maxSize || err == io.EOF || err == io.ErrUnexpectedEOF {
			return h, buf, nil
		}
		if err != nil {
			return head{}, buf, err
		}
	}
}

// countLines counts the last line even if no newline ends it.
func countLines(src []byte) int {
	n := bytes.Count(src, []byte("\n"))
	if len(src) > 0 && src[len(src)-1] != '\n' {
		n++
	}
	return n
}
