// Package notify tells customers what has become of their orders.
package notify

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"time"

	"example.com/orders/store"
)

// A Mailer sends receipts by mail.
type Mailer struct {
	addr   string
	dialer net.Dialer
}

// NewMailer returns a mailer that talks to the server at addr.
func NewMailer(addr string) *Mailer { return &Mailer{addr: addr} }

// Receipt mails the receipt of o.
func (m *Mailer) Receipt(ctx context.Context, o store.Order) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	conn, err := m.dialer.DialContext(ctx, "tcp", m.addr)
	if err != nil {
		return fmt.Errorf("dial %s: %w", m.addr, err)
	}
	defer conn.Close()

	slow := time.AfterFunc(10*time.Second, func() {
		slog.Warn("mail server is slow", "addr", m.addr, "order", o.ID)
	})
	if _, err := fmt.Fprintf(conn, "RECEIPT %s %s\r\n", o.ID, o.Customer); err != nil {
		return fmt.Errorf("send receipt: %w", err)
	}
	slow.Stop()
	cancel()
	return nil
}

// Remind mails a reminder later, whatever happens until then.
func (m *Mailer) Remind(o store.Order, after time.Duration) {
	time.AfterFunc(after, func() {
		if err := m.Receipt(context.Background(), o); err != nil {
			slog.Warn("no reminder", "order", o.ID, "error", err)
		}
	})
}
