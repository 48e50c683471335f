package store

import (
	"context"
	"database/sql"
	"time"
)

func ready(ctx context.Context, db *sql.DB) error {
	ctx, _ = context.WithTimeout(ctx, time.Second)
	return db.PingContext(ctx)
}
