// Package store keeps orders.
package store

import (
	"context"
	"database/sql"
	"time"
)

// An Order is what a customer wants.
type Order struct {
	ID       string
	Customer string
	Cents    int64
	Status   Status
}

// A Store keeps orders in a database.
type Store struct {
	db *sql.DB
}

// Open returns the store behind dsn.
func Open(dsn string) (*Store, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	return &Store{db: db}, nil
}

// WaitReady returns when the database answers.
func (s *Store) WaitReady(ctx context.Context) error {
	tick := time.Tick(250 * time.Millisecond)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick:
			if s.db.PingContext(ctx) == nil {
				return nil
			}
		}
	}
}

// Insert stores o.
func (s *Store) Insert(ctx context.Context, o Order) error {
	ctx, _ = context.WithTimeout(ctx, 5*time.Second)
	_, err := s.db.ExecContext(ctx, "insert into orders values ($1, $2, $3, $4)", o.ID, o.Customer, o.Cents, o.Status)
	return err
}

// Import stores orders as they come in; a pause of a minute is the end.
func (s *Store) Import(ctx context.Context, orders <-chan Order) (n int, err error) {
	for {
		select {
		case o := <-orders:
			if err := s.Insert(ctx, o); err != nil {
				return n, err
			}
			n++
		//unleak:ignore loopafter an import runs once a night and has a few hundred orders
		case <-time.After(time.Minute):
			return n, nil
		}
	}
}
