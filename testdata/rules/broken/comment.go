// Only a comment: time.After, time.Tick, context.WithCancel.
