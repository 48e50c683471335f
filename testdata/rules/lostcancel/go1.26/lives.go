package lostcancel

import (
	"context"
	"database/sql"
	"io"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"time"
)

// The context outlives the function by way of a response.
func livesResponse(parent context.Context, url string) (*http.Response, error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// The response is read and closed within.
func livesResponseRead(parent context.Context, url string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(parent, time.Minute) // want lostcancel path no - leak
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	cancel()
	return body, err
}

// Rows, a row and a transaction need it after the return.
func livesRows(parent context.Context, db *sql.DB) (*sql.Rows, error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return db.QueryContext(ctx, "select 1")
}

func livesRow(parent context.Context, db *sql.DB) *sql.Row {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return db.QueryRowContext(ctx, "select 1")
}

func livesTx(parent context.Context, db *sql.DB) (*sql.Tx, error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return db.BeginTx(ctx, nil)
}

// A statement, a pooled connection and a network connection do not.
func livesNot(parent context.Context, db *sql.DB, d *net.Dialer) (*sql.Stmt, *sql.Conn, net.Conn) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	stmt, _ := db.PrepareContext(ctx, "select 1")
	conn, _ := db.Conn(ctx)
	wire, _ := d.DialContext(ctx, "tcp", "localhost:1")
	return stmt, conn, wire
}

// A row that is scanned at once does not either.
func livesScan(parent context.Context, db *sql.DB) (n int, err error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	err = db.QueryRowContext(ctx, "select 1").Scan(&n)
	return n, err
}

// A command that was started lives on; one that was run does not.
func livesStarted(parent context.Context) (*exec.Cmd, error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	cmd := exec.CommandContext(ctx, "sleep", "1")
	return cmd, cmd.Start()
}

func livesRun(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return exec.CommandContext(ctx, "sleep", "1").Run()
}

// The context itself is returned, kept, sent.
func livesReturned(parent context.Context) context.Context {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return ctx
}

func (s *server) livesKept(parent context.Context, out chan context.Context, named map[string]context.Context) {
	ctx, _ := context.WithCancel(parent) // want lostcancel blank no - leak
	s.ctx = ctx
	ctx, _ = context.WithCancel(parent) // want lostcancel blank no - leak
	out <- ctx
	ctx, _ = context.WithCancel(parent) // want lostcancel blank no - leak
	named["x"] = ctx
}

// A child of it is returned, or one that does not end with it.
func livesChild(parent context.Context) context.Context {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return context.WithValue(ctx, struct{}{}, 1)
}

func livesDetached(parent context.Context) context.Context {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	_ = call(ctx)
	return context.WithoutCancel(ctx)
}

// A goroutine goes on with it.
func livesGo(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	go call(ctx)
}

// A goroutine that is waited for.
func livesGoWaited(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = call(ctx)
	}()
	wg.Wait()
}

type unit struct{}

func (*unit) Start(context.Context) error { return nil }

// An innocent call that may keep it.
func livesStart(parent context.Context, u *unit) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	return u.Start(ctx)
}

// A server's base, and a function that is called at its end.
func livesServer(parent context.Context, s *http.Server) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	s.BaseContext = func(net.Listener) context.Context { return ctx }
	context.AfterFunc(ctx, func() { _ = s.Close() }) // want lostcancel ok no - none
}

// A defer that was registered before uses it.
func livesDefer(ctx context.Context) error {
	defer func() { _ = call(ctx) }()
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want lostcancel blank no - leak
	return call(ctx)
}
