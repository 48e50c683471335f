package rules

import (
	"go/ast"
	"strings"
)

// An effect is what a function of a library does with an argument that is a context, or holds one.
type effect int

const (
	effectBorrow  effect = iota // uses it during the call only; what it returns does not depend on it
	effectDerive                // returns something that depends on it
	effectKeep                  // keeps it, or has something outside keep it
	effectStart                 // starts something that uses it, which Wait waits for
	effectJoin                  // starts a goroutine with it, which Wait waits for
	effectSubtest               // runs it as a subtest, which may be a parallel one
	effectRespond               // derives a response, whose body is to be closed
	effectQuery                 // derives rows, which are to be read to their end, or closed
	effectBegin                 // derives, and what it returns is still changed when its context ends
)

// effectOf returns what the function that call calls does with argument i, or its receiver, if that function is one of
// a library that is known.
func (p *Package) effectOf(call *ast.CallExpr, i int) (effect, bool) {
	name, method := p.libraryName(call)
	if name == "" {
		return effectBorrow, false
	}
	if i == receiver && method {
		if what, ok := receivers[name]; ok {
			return what, true
		}
		pkg := name[:strings.LastIndexByte(name[:strings.LastIndexByte(name, '.')], '.')]
		return effectDerive, plainReceivers[pkg]
	}
	if what, ok := contextFirst[name]; ok {
		return what, i == 0
	}
	what, ok := effects[name]
	return what, ok
}

// libraryName names the function of another package that call calls: "net/http.Get", "database/sql.DB.Conn". The methods of package testing go by
// "testing.T", whatever the type. It is empty for others.
func (p *Package) libraryName(call *ast.CallExpr) (name string, method bool) {
	fn := p.method(call)
	if fn == nil {
		return contextPath(p.callee(call)), false
	}
	if fn.Pkg() == nil || fn.Pkg() == p.Types {
		return "", false
	}
	path := contextPath(fn.Pkg().Path())
	recv := fn.Signature().Recv()
	if recv == nil {
		return path + "." + fn.Name(), false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && p.Info.Types[sel.X].IsType() {
		return "", false // a method expression: the receiver is an argument
	}
	if path == "testing" {
		return "testing.T." + fn.Name(), true
	}
	named := namedType(recv.Type())
	if named == nil {
		return "", false
	}
	return path + "." + named.Obj().Name() + "." + fn.Name(), true
}

// contextPath writes the old path of package context as the new one: its functions and types are the same since Go 1.9.
func contextPath(name string) string {
	return strings.Replace(name, "golang.org/x/net/context", "context", 1)
}

// plainReceivers are packages whose methods keep no hold of their receiver beyond the call, apart from those in receivers; what they return
// may depend on it.
var plainReceivers = map[string]bool{
	"context": true, "net/http": true, "net/url": true, "database/sql": true, "os/exec": true, "io": true, "bufio": true, "bytes": true,
	"strings": true, "encoding/json": true, "net": true, "time": true, "os": true, "golang.org/x/sync/errgroup": true,
}

// receivers are methods that do something else with their receiver.
var receivers = map[string]effect{
	"context.Context.Err":      effectBorrow,
	"context.Context.Deadline": effectBorrow,
	// What it returns was there before the context: context.WithValue put it in a parent, or a child.
	"context.Context.Value": effectBorrow,
	// The process runs on, and is killed when its context ends, until Wait has returned (os/exec, "Cmd.Start").
	"os/exec.Cmd.Start": effectStart,
	// Handlers may run on when they have returned (net/http, "Server.Shutdown").
	"net/http.Server.ListenAndServe": effectKeep, "net/http.Server.ListenAndServeTLS": effectKeep,
	"net/http.Server.Serve": effectKeep, "net/http.Server.ServeTLS": effectKeep,
}

// contextFirst are functions whose first argument is a context; nothing is known about the others.
var contextFirst = map[string]effect{
	// A child is cancelled with its parent, apart from one that is detached (context.go, propagateCancel, WithoutCancel).
	"context.WithCancel": effectDerive, "context.WithCancelCause": effectDerive, "context.WithTimeout": effectDerive, "context.WithTimeoutCause": effectDerive,
	"context.WithDeadline": effectDerive, "context.WithDeadlineCause": effectDerive, "context.WithValue": effectDerive, "context.WithoutCancel": effectBorrow,
	"context.Cause":                          effectBorrow,
	"os/signal.NotifyContext":                effectDerive,
	"golang.org/x/sync/errgroup.WithContext": effectDerive,

	// The context covers the dialling, the lookup or the listening, and not the connection (net/dial.go, "Dialer.DialContext", "ListenConfig.Listen").
	"net.Dialer.DialContext": effectBorrow, "net.ListenConfig.Listen": effectBorrow, "net.ListenConfig.ListenPacket": effectBorrow,
	"net.Resolver.LookupAddr": effectBorrow, "net.Resolver.LookupCNAME": effectBorrow, "net.Resolver.LookupHost": effectBorrow, "net.Resolver.LookupIP": effectBorrow,
	"net.Resolver.LookupIPAddr": effectBorrow, "net.Resolver.LookupMX": effectBorrow, "net.Resolver.LookupNS": effectBorrow, "net.Resolver.LookupNetIP": effectBorrow,
	"net.Resolver.LookupPort": effectBorrow, "net.Resolver.LookupSRV": effectBorrow, "net.Resolver.LookupTXT": effectBorrow,

	// The body of a response is cut off when the context of its request ends (net/http, "NewRequestWithContext").
	"net/http.NewRequestWithContext": effectDerive, "net/http.Request.WithContext": effectDerive, "net/http.Request.Clone": effectDerive,
	"net/http.Server.Shutdown": effectBorrow,

	// The context covers the statement (database/sql/sql.go: "The provided context is used until …"). Rows are closed and a transaction is rolled
	// back when it ends; a prepared statement and a connection outlive it ("used for the preparation of the statement, not for its execution").
	"database/sql.DB.PingContext": effectBorrow, "database/sql.DB.PrepareContext": effectBorrow, "database/sql.DB.ExecContext": effectBorrow, "database/sql.DB.Conn": effectBorrow,
	"database/sql.DB.QueryContext": effectQuery, "database/sql.DB.QueryRowContext": effectDerive,
	"database/sql.Conn.PingContext": effectBorrow, "database/sql.Conn.PrepareContext": effectBorrow, "database/sql.Conn.ExecContext": effectBorrow,
	"database/sql.Conn.QueryContext": effectQuery, "database/sql.Conn.QueryRowContext": effectDerive,
	"database/sql.DB.BeginTx": effectBegin, "database/sql.Conn.BeginTx": effectBegin,
	"database/sql.Stmt.ExecContext": effectBorrow, "database/sql.Stmt.QueryContext": effectQuery, "database/sql.Stmt.QueryRowContext": effectDerive,
	"database/sql.Tx.PrepareContext": effectBorrow, "database/sql.Tx.ExecContext": effectBorrow,
	"database/sql.Tx.QueryContext": effectQuery, "database/sql.Tx.QueryRowContext": effectDerive,

	// A handler gets it for its values: "canceling the context should not affect record processing" (log/slog, "Handler").
	"log/slog.DebugContext": effectBorrow, "log/slog.InfoContext": effectBorrow, "log/slog.WarnContext": effectBorrow, "log/slog.ErrorContext": effectBorrow, "log/slog.Log": effectBorrow, "log/slog.LogAttrs": effectBorrow,
	"log/slog.Logger.DebugContext": effectBorrow, "log/slog.Logger.InfoContext": effectBorrow, "log/slog.Logger.WarnContext": effectBorrow, "log/slog.Logger.ErrorContext": effectBorrow, "log/slog.Logger.Log": effectBorrow, "log/slog.Logger.LogAttrs": effectBorrow, "log/slog.Logger.Enabled": effectBorrow,

	// A command that was started is killed when its context ends (os/exec, "CommandContext").
	"os/exec.CommandContext": effectDerive,

	// Contexts that carry something besides: children by context.WithValue.
	"google.golang.org/grpc/metadata.NewOutgoingContext": effectDerive, "google.golang.org/grpc/metadata.AppendToOutgoingContext": effectDerive,
	"google.golang.org/grpc/metadata.NewIncomingContext": effectDerive, "google.golang.org/grpc/metadata.FromIncomingContext": effectBorrow,
	"google.golang.org/grpc/metadata.FromOutgoingContext": effectBorrow, "google.golang.org/grpc/peer.NewContext": effectDerive,
	"google.golang.org/grpc/peer.FromContext": effectBorrow, "go.opentelemetry.io/otel/trace.ContextWithSpan": effectDerive,
}

// effects are functions that do the same with each of their arguments.
var effects = map[string]effect{
	// A response is read from its connection, which ends with the context of the request.
	"net/http.Client.Do": effectRespond, "net/http.RoundTripper.RoundTrip": effectRespond, "net/http.Transport.RoundTrip": effectRespond,
	"net/http.Handle": effectKeep, "net/http.HandleFunc": effectKeep, "net/http.ServeMux.Handle": effectKeep, "net/http.ServeMux.HandleFunc": effectKeep,
	"net/http.Server.RegisterOnShutdown": effectKeep, "net/http.ListenAndServe": effectKeep, "net/http.ListenAndServeTLS": effectKeep,
	"net/http.Serve": effectKeep, "net/http.ServeTLS": effectKeep,

	"io.ReadAll": effectBorrow, "io.Copy": effectBorrow, "io.CopyN": effectBorrow, "io.CopyBuffer": effectBorrow, "io.ReadFull": effectBorrow, "io.ReadAtLeast": effectBorrow,
	"io.WriteString": effectBorrow, "io/ioutil.ReadAll": effectBorrow, "io.LimitReader": effectDerive, "io.TeeReader": effectDerive, "io.NopCloser": effectDerive,
	"io/ioutil.NopCloser": effectDerive, "io.MultiReader": effectDerive, "io.MultiWriter": effectDerive, "io.NewSectionReader": effectDerive,
	"bytes.Buffer.ReadFrom": effectBorrow, "bytes.Buffer.WriteTo": effectBorrow, "strings.Reader.WriteTo": effectBorrow,
	"bufio.NewReader": effectDerive, "bufio.NewReaderSize": effectDerive, "bufio.NewScanner": effectDerive, "bufio.NewWriter": effectDerive, "bufio.NewWriterSize": effectDerive,
	"encoding/json.NewDecoder": effectDerive, "encoding/json.NewEncoder": effectDerive, "encoding/json.Marshal": effectBorrow, "encoding/json.MarshalIndent": effectBorrow,
	"encoding/json.Decoder.Decode": effectBorrow, "encoding/json.Encoder.Encode": effectBorrow,

	// They look at what they print, and an error that they make is not asked for its context.
	"fmt.Errorf": effectBorrow, "fmt.Sprint": effectBorrow, "fmt.Sprintf": effectBorrow, "fmt.Sprintln": effectBorrow, "fmt.Print": effectBorrow, "fmt.Printf": effectBorrow,
	"fmt.Println": effectBorrow, "fmt.Fprint": effectBorrow, "fmt.Fprintf": effectBorrow, "fmt.Fprintln": effectBorrow,
	"log.Print": effectBorrow, "log.Printf": effectBorrow, "log.Println": effectBorrow, "log.Fatal": effectBorrow, "log.Fatalf": effectBorrow, "log.Fatalln": effectBorrow,
	"errors.Is": effectBorrow, "errors.As": effectBorrow, "errors.Join": effectBorrow, "errors.Unwrap": effectBorrow,
	"reflect.TypeOf": effectBorrow,

	// They call a function before they return.
	"sort.Slice": effectBorrow, "sort.SliceStable": effectBorrow, "sort.Search": effectBorrow, "slices.SortFunc": effectBorrow, "slices.SortStableFunc": effectBorrow,
	"slices.ContainsFunc": effectBorrow, "slices.IndexFunc": effectBorrow, "strings.Map": effectBorrow, "strings.FieldsFunc": effectBorrow, "sync.Once.Do": effectBorrow,
	"path/filepath.Walk": effectBorrow, "path/filepath.WalkDir": effectBorrow, "io/fs.WalkDir": effectBorrow,

	// Somebody else calls, or has, what they get: context.AfterFunc calls its function when the context ends (context.go, AfterFunc).
	"context.AfterFunc": effectKeep, "time.AfterFunc": effectKeep, "sync.Map.Store": effectKeep, "sync.Map.LoadOrStore": effectKeep, "sync.Map.Swap": effectKeep, "sync.Pool.Put": effectKeep,
	"sync/atomic.Value.Store": effectKeep, "sync/atomic.Value.Swap": effectKeep, "runtime.SetFinalizer": effectKeep, "runtime.AddCleanup": effectKeep,
	"sync.OnceFunc": effectDerive,

	// Goroutines that Wait waits for.
	"sync.WaitGroup.Go": effectJoin, "golang.org/x/sync/errgroup.Group.Go": effectJoin, "golang.org/x/sync/errgroup.Group.TryGo": effectJoin,

	"testing.T.Run":     effectSubtest,
	"testing.T.Cleanup": effectKeep, // it runs when the test is over, behind all deferred calls
	"testing.T.Log":     effectBorrow, "testing.T.Logf": effectBorrow, "testing.T.Error": effectBorrow, "testing.T.Errorf": effectBorrow,
	"testing.T.Fatal": effectBorrow, "testing.T.Fatalf": effectBorrow, "testing.T.Skip": effectBorrow, "testing.T.Skipf": effectBorrow,
}
