package lostcancel

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"time"
)

type keeper struct {
	ctx  context.Context
	db   *sql.DB
	seen map[context.Context]bool
	all  []context.Context
}

// A client of another package, by way of an interface of this one.
type client interface {
	Start(ctx context.Context) error
	Get(ctx context.Context, key string) (io.Reader, error)
}

// What an interface does is not known.
func callsInterface(parent context.Context, c client) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	return c.Start(ctx)
}

// What it returned may hold the context, and is returned.
func callsInterfaceReturned(parent context.Context, c client) (io.Reader, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	r, err := c.Get(ctx, "key")
	return r, err
}

// The function itself cancels it behind the call: the early return forgets to.
func callsInterfaceForgotten(parent context.Context, c client) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if err := c.Start(ctx); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	cancel()
	return nil
}

// The call behind which it is cancelled is not the only one.
func callsInterfaceAsync(parent context.Context, c client, async bool) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if async {
		return c.Start(ctx)
	}
	cancel()
	return nil
}

// It is cancelled when the call fails only: the callee owns it.
func callsInterfaceOwner(parent context.Context, c client) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if err := c.Start(ctx); err != nil {
		cancel()
		return err
	}
	return nil
}

// Likewise, turned around.
func callsInterfaceOwnerTail(parent context.Context, c client) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if c.Start(ctx) == nil {
		return nil
	}
	cancel()
	return errors.New("not started")
}

// Functions of the package are looked into: this one keeps it.
func callsKeep(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.keep(ctx)
}

func (k *keeper) keep(ctx context.Context) { k.ctx = ctx }

// By way of another.
func callsKeepDeep(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.pass(context.WithValue(ctx, k, 1))
}

func (k *keeper) pass(ctx context.Context) { k.keep(ctx) }

// This one only asks.
func callsAsk(parent context.Context, k *keeper) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	return k.ask(ctx)
}

func (k *keeper) ask(ctx context.Context) error {
	if err := k.db.PingContext(ctx); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	default:
		return nil
	}
}

// As a key, as an element, as what a function literal uses that is kept.
func callsKey(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.seen[ctx] = true
}

func callsElement(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.all = append(k.all, ctx)
}

func callsOwnElement(parent context.Context) {
	var all []context.Context
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	all = append(all, ctx)
	for _, c := range all {
		_ = call(c)
	}
}

// Two that call each other, and one that returns what it gets.
func callsMutual(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	ping(ctx, 3)
}

func ping(ctx context.Context, n int) {
	if n > 0 && ctx.Err() == nil {
		pong(ctx, n-1)
	}
}

func pong(ctx context.Context, n int) { ping(same(ctx), n) }

func same[T any](x T) T { return x }

// What comes back is kept.
func callsMutualKept(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.ctx = same(ctx)
}

// A struct of the function's own.
func callsStruct(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k := &keeper{}
	k.ctx = ctx
	return call(k.ctx)
}

// One that somebody else had before.
func callsStructShared(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k := &keeper{}
	last = k
	k.ctx = ctx
	return call(ctx)
}

var last *keeper

// A function literal of the function's own.
func callsLiteral(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	try := func(n int) error {
		if n == 0 {
			return ctx.Err()
		}
		return call(ctx)
	}
	return errors.Join(try(0), try(1))
}

// One that is returned.
func callsLiteralReturned(parent context.Context) func() error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	try := func() error { return call(ctx) }
	return try
}

// The channel tells as much as the context.
func callsDone(parent context.Context) <-chan struct{} {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	return ctx.Done()
}

// Rows that are read to their end.
func callsRows(parent context.Context, db *sql.DB) (n int, err error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	rows, err := db.QueryContext(ctx, "select 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

// Rows that nobody reads or closes.
func callsRowsOpen(parent context.Context, db *sql.DB) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	rows, err := db.QueryContext(ctx, "select 1")
	if rows == nil {
		return errStop
	}
	return err
}

// A transaction that may still be open is rolled back.
func callsTx(parent context.Context, db *sql.DB) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "vacuum"); err != nil {
		return err
	}
	return tx.Commit()
}

// A response that is decoded, and closed.
func callsResponse(parent context.Context, c *http.Client, v any) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost", http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "application/json")
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %s", resp.Status)
	}
	return json.NewDecoder(bufio.NewReader(resp.Body)).Decode(v)
}

// A response that is not closed.
func callsResponseOpen(parent context.Context, req *http.Request) (int, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The body of a response, alone.
func callsBody(parent context.Context, req *http.Request) (io.ReadCloser, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// A command that is waited for, and one that is not.
func callsCommand(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	cmd := exec.CommandContext(ctx, "sleep", "1")
	if err := cmd.Start(); err != nil {
		return err
	}
	log.Print("started ", cmd.Process.Pid)
	return cmd.Wait()
}

func callsCommandLeft(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	cmd := exec.CommandContext(ctx, "sleep", "1")
	if err := cmd.Start(); err != nil {
		return err
	}
	if done() {
		return nil
	}
	return cmd.Wait()
}

// A server whose handlers use it.
func callsServer(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	srv := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { _ = call(ctx) })}
	return srv.ListenAndServe()
}

func callsShutdown(srv *http.Server) error {
	ctx, _ := context.WithTimeout(context.Background(), time.Second) // want lostcancel blank no - leak
	return srv.Shutdown(ctx)
}

// Registered somewhere.
func callsHandle(parent context.Context, mux *http.ServeMux) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) { _ = call(ctx) })
}

func callsAfterFunc(parent, other context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	context.AfterFunc(other, func() { _ = call(ctx) }) // want lostcancel ok no - none
}

func callsTimer(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	time.AfterFunc(time.Second, func() { _ = call(ctx) })
}

func callsMap(parent context.Context, m *sync.Map) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	m.Store("ctx", ctx)
}

// Two of them, one inside the other.
func callsChild(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want lostcancel blank no - leak
	ctx, _ = context.WithTimeout(ctx, time.Second)     // want lostcancel blank no - leak
	return call(ctx)
}

// The parent is cancelled when the function ends, and this with it.
func callsUnderParent(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want lostcancel ok no - none
	defer cancel()
	ctx, _ = context.WithTimeoutCause(ctx, time.Second, errStop) // want lostcancel blank no - none
	return call(ctx)
}

// The parent's cancel function is deferred on one path only.
func callsUnderParentSometimes(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want lostcancel path no - leak
	if done() {
		defer cancel()
	}
	ctx, _ = context.WithTimeoutCause(ctx, time.Second, errStop) // want lostcancel blank no - leak
	return call(ctx)
}

// In a loop they pile up until then.
func callsUnderParentLoop(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx) // want lostcancel ok no - none
	defer cancel()
	for !done() {
		each, _ := context.WithTimeoutCause(ctx, time.Second, errStop) // want lostcancel blank yes - leak
		_ = call(each)
	}
}

// Nobody can stop the goroutine.
func callsNobody() {
	ctx, _ := context.WithCancel(context.Background()) // want lostcancel blank no - bug
	go call(ctx)
}

// A panic with it.
func callsPanic(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	panic(ctx)
}

// A method that is deferred before has the address of the struct.
func callsDeferredMethod(ctx context.Context) error {
	var k keeper
	defer k.flush()
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	k = keeper{ctx: ctx}
	return call(k.ctx)
}

func (k *keeper) flush() { _ = call(k.ctx) }

// What a function literal gets is not its own.
func callsOption(parent context.Context) *keeper {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	return newKeeper(func(k *keeper) { k.ctx = ctx })
}

func newKeeper(options ...func(*keeper)) *keeper {
	k := &keeper{}
	for _, o := range options {
		o(k)
	}
	return k
}

// Nor here, a call further down.
func callsOptionMade(parent context.Context) *keeper {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	return newKeeper(withContext(ctx))
}

func withContext(ctx context.Context) func(*keeper) {
	return func(k *keeper) { k.ctx = ctx }
}

// A slice that a function literal gets.
func callsOptionSlice(parent context.Context, all []context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	add := func(list []context.Context) { _ = append(list, ctx) }
	add(all)
}

// A handler of log records does not care whether it is over.
func callsLog(parent context.Context, l *slog.Logger) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	slog.InfoContext(ctx, "begin", "n", 1)
	l.With("a", 1).LogAttrs(ctx, slog.LevelInfo, "end", slog.Int("n", 2))
}

// What is stored in something that holds it is none of it.
func callsCommandOutput(parent context.Context) (string, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	var out strings.Builder
	cmd := exec.CommandContext(ctx, "sleep", "1")
	cmd.Stdout = &out
	err := cmd.Run()
	return out.String(), err
}

// Several results are several arguments.
func callsSpread(parent context.Context, k *keeper) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	k.second(both(ctx))
}

func both(ctx context.Context) (int, context.Context) { return 1, ctx }

func (k *keeper) second(_ int, ctx context.Context) { k.ctx = ctx }

// A response that another function got, and nobody closes.
func callsResponseGot(parent context.Context) (int, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	resp, err := get(ctx)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func get(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost", http.NoBody)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// A function literal that uses what may hold it, and it itself.
func callsLiteralBoth(parent context.Context, c client) func() {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	r, err := c.Get(ctx, "key")
	if err != nil {
		return nil
	}
	f := func() { use(r, ctx) }
	if done() {
		return f
	}
	cancel()
	return nil
}

// The goroutine ends by itself, in time.
func callsNobodyWaited() {
	ctx, _ := context.WithCancel(context.Background()) // want lostcancel blank no - none
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = call(ctx)
	}()
	<-over
}
