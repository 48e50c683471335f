package callee

import (
	"strings"
)

// nonRetaining lists packages whose methods do not keep their receiver beyond the call, apart from methods that are
// in the table. What they return may depend on the receiver.
var nonRetaining = map[string]bool{
	"context": true, "net/http": true, "net/url": true, "database/sql": true, "os/exec": true, "io": true, "bufio": true, "bytes": true,
	"strings": true, "encoding/json": true, "net": true, "time": true, "os": true, "golang.org/x/sync/errgroup": true,
}

// What an effect is on.
const (
	itsReceiver = "receiver"
	itsContext  = "context" // the first argument, which is a context; the entry says nothing about the others
	arguments   = "arguments"
)

// An entry is one contract that several functions of a package have. Their names are separated by spaces; those of
// methods begin with the type.
type entry struct {
	on    string // itsReceiver, itsContext or arguments
	what  Effect
	pkg   string
	names string
	why   string // the contract in a few words, and where it is written
}

// entries is the table. "Likewise" is: for the reason of the entry above.
var entries = []entry{
	{itsContext, Derive, "context", "WithCancel WithCancelCause WithTimeout WithTimeoutCause WithDeadline WithDeadlineCause WithValue",
		"a child is cancelled with its parent: context.go, propagateCancel"},
	{itsContext, Borrow, "context", "WithoutCancel Cause", "it is not: context, WithoutCancel"},
	{itsReceiver, Borrow, "context", "Context.Err Context.Deadline", "they ask"},
	{itsReceiver, Borrow, "context", "Context.Value", "what it returns was there before the context: WithValue put it in a parent, or a child"},
	{arguments, Keep, "context", "AfterFunc", "the function runs when the context ends, in a goroutine of its own: context.go, AfterFunc"},
	{itsContext, Derive, "os/signal", "NotifyContext", "a child with its own cancel function: os/signal, NotifyContext"},

	{itsContext, Borrow, "net", "Dialer.DialContext", "the context covers the dialling: net, Dialer.DialContext"},
	{itsContext, Borrow, "net", "ListenConfig.Listen ListenConfig.ListenPacket", "it is used while resolving the address: net, ListenConfig.Listen"},
	{itsContext, Borrow, "net", "Resolver.LookupAddr Resolver.LookupCNAME Resolver.LookupHost Resolver.LookupIP Resolver.LookupIPAddr Resolver.LookupMX " +
		"Resolver.LookupNS Resolver.LookupNetIP Resolver.LookupPort Resolver.LookupSRV Resolver.LookupTXT", "a lookup is over when it returns"},

	{itsContext, Derive, "net/http", "NewRequestWithContext Request.WithContext Request.Clone",
		"the context controls the entire lifetime of a request and its response: net/http, NewRequestWithContext"},
	{arguments, Respond, "net/http", "Client.Do RoundTripper.RoundTrip Transport.RoundTrip", "reading the body fails when the context of the request ends"},
	{itsContext, Borrow, "net/http", "Server.Shutdown", "it waits no longer than the context: net/http, Server.Shutdown"},
	{itsReceiver, Keep, "net/http", "Server.ListenAndServe Server.ListenAndServeTLS Server.Serve Server.ServeTLS",
		"handlers may run on when they have returned: net/http, Server.Shutdown"},
	{arguments, Keep, "net/http", "ListenAndServe ListenAndServeTLS Serve ServeTLS", "likewise"},
	{arguments, Keep, "net/http", "Handle HandleFunc ServeMux.Handle ServeMux.HandleFunc Server.RegisterOnShutdown", "a server calls it later"},

	{itsContext, Borrow, "database/sql", "DB.PingContext DB.ExecContext Conn.PingContext Conn.ExecContext Stmt.ExecContext Tx.ExecContext",
		"the context covers the statement"},
	{itsContext, Borrow, "database/sql", "DB.PrepareContext Conn.PrepareContext Tx.PrepareContext DB.Conn",
		"the provided context is used for the preparation of the statement, not for the execution of the statement: database/sql, DB.PrepareContext"},
	{itsContext, Query, "database/sql", "DB.QueryContext Conn.QueryContext Stmt.QueryContext Tx.QueryContext",
		"rows are closed when the context ends: database/sql/sql.go, Rows.initContextClose"},
	{itsContext, Derive, "database/sql", "DB.QueryRowContext Conn.QueryRowContext Stmt.QueryRowContext Tx.QueryRowContext", "likewise"},
	{itsContext, Begin, "database/sql", "DB.BeginTx Conn.BeginTx",
		"the provided context is used until the transaction is committed or rolled back: database/sql, DB.BeginTx"},

	{itsContext, Derive, "os/exec", "CommandContext", "the process is killed when the context ends: os/exec, CommandContext"},
	{itsReceiver, Start, "os/exec", "Cmd.Start", "the process runs on until Wait has returned: os/exec, Cmd.Start"},

	{itsContext, Derive, "golang.org/x/sync/errgroup", "WithContext", "a child: errgroup, WithContext"},
	{arguments, Join, "golang.org/x/sync/errgroup", "Group.Go Group.TryGo", "Wait waits: errgroup, Group.Wait"},
	{arguments, Join, "sync", "WaitGroup.Go", "Wait waits: sync, WaitGroup.Go"},

	{itsContext, Derive, "google.golang.org/grpc/metadata", "NewOutgoingContext AppendToOutgoingContext NewIncomingContext", "children by context.WithValue"},
	{itsContext, Borrow, "google.golang.org/grpc/metadata", "FromIncomingContext FromOutgoingContext", "they ask for a value"},
	{itsContext, Derive, "google.golang.org/grpc/peer", "NewContext", "a child by context.WithValue"},
	{itsContext, Borrow, "google.golang.org/grpc/peer", "FromContext", "it asks for a value"},
	{itsContext, Derive, "go.opentelemetry.io/otel/trace", "ContextWithSpan", "a child by context.WithValue"},

	{itsContext, Borrow, "log/slog", "DebugContext InfoContext WarnContext ErrorContext Log LogAttrs Logger.DebugContext Logger.InfoContext " +
		"Logger.WarnContext Logger.ErrorContext Logger.Log Logger.LogAttrs Logger.Enabled",
		"canceling the context should not affect record processing: log/slog, Handler"},

	{arguments, Borrow, "io", "ReadAll Copy CopyN CopyBuffer ReadFull ReadAtLeast WriteString", "all is read or written when they return"},
	{arguments, Derive, "io", "LimitReader TeeReader NopCloser MultiReader MultiWriter NewSectionReader", "they read from what they get"},
	{arguments, Borrow, "io/ioutil", "ReadAll", "as io.ReadAll"},
	{arguments, Derive, "io/ioutil", "NopCloser", "as io.NopCloser"},
	{arguments, Borrow, "bytes", "Buffer.ReadFrom Buffer.WriteTo", "all is read or written when they return"},
	{arguments, Borrow, "strings", "Reader.WriteTo", "likewise"},
	{arguments, Derive, "bufio", "NewReader NewReaderSize NewScanner NewWriter NewWriterSize", "they read from, or write to, what they get"},
	{arguments, Derive, "encoding/json", "NewDecoder NewEncoder", "likewise"},
	{arguments, Borrow, "encoding/json", "Marshal MarshalIndent Decoder.Decode Encoder.Encode", "a value is converted when they return"},

	{arguments, Borrow, "fmt", "Errorf Sprint Sprintf Sprintln Print Printf Println Fprint Fprintf Fprintln",
		"they look at what they print, and an error is not asked for a context"},
	{arguments, Borrow, "log", "Print Printf Println Fatal Fatalf Fatalln", "likewise"},
	{arguments, Borrow, "errors", "Is As Join Unwrap", "likewise"},
	{arguments, Borrow, "reflect", "TypeOf", "it asks for the type"},

	{arguments, Borrow, "sort", "Slice SliceStable Search", "the function is called before they return"},
	{arguments, Borrow, "slices", "SortFunc SortStableFunc ContainsFunc IndexFunc", "likewise"},
	{arguments, Borrow, "strings", "Map FieldsFunc", "likewise"},
	{arguments, Borrow, "sync", "Once.Do", "likewise"},
	{arguments, Borrow, "path/filepath", "Walk WalkDir", "likewise"},
	{arguments, Borrow, "io/fs", "WalkDir", "likewise"},

	{arguments, Keep, "time", "AfterFunc", "the function runs later, in a goroutine of its own"},
	{arguments, Keep, "sync", "Map.Store Map.LoadOrStore Map.Swap Pool.Put", "others get it"},
	{arguments, Keep, "sync/atomic", "Value.Store Value.Swap", "likewise"},
	{arguments, Keep, "runtime", "SetFinalizer AddCleanup", "the function runs later"},
	{arguments, Derive, "sync", "OnceFunc", "who has the result calls the function"},

	{arguments, Subtest, "testing", "T.Run", "a subtest that calls Parallel runs when the function has returned: testing, T.Run"},
	{arguments, Keep, "testing", "T.Cleanup", "the function runs when the test is over, behind all deferred calls"},
	{arguments, Borrow, "testing", "T.Log T.Logf T.Error T.Errorf T.Fatal T.Fatalf T.Skip T.Skipf", "they look at what they print"},
}

// library is the entries by the names of the functions: those about the receiver, about the first argument and about
// any argument.
var library = func() (l struct{ receivers, first, any map[string]Effect }) {
	l.receivers, l.first, l.any = map[string]Effect{}, map[string]Effect{}, map[string]Effect{}
	for _, e := range entries {
		into := map[string]map[string]Effect{itsReceiver: l.receivers, itsContext: l.first, arguments: l.any}[e.on]
		for _, name := range strings.Fields(e.names) {
			into[e.pkg+"."+name] = e.what
		}
	}
	return l
}()
