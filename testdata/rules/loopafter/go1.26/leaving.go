package loopafter

import (
	"context"
	"log"
	"os"
	"runtime"
	"time"
)

// The clause that quits ends the process.
func leavingExit(sig chan os.Signal) {
	for {
		select {
		case <-sig:
			os.Exit(1)
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// log.Fatal does not come back, whichever way it is spelled.
func leavingLogFatal(errs, fails, stops chan error) {
	for {
		select {
		case err := <-errs:
			log.Fatal(err)
		case err := <-fails:
			log.Fatalf("failed: %v", err)
		case err := <-stops:
			log.Fatalln(err)
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// A method of a standard logger ends the process, too.
func leavingLoggerFatal(l *log.Logger, errs chan error) {
	for {
		select {
		case err := <-errs:
			l.Fatal(err)
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// log.Panic panics.
func leavingLogPanic(errs chan error) {
	for {
		select {
		case err := <-errs:
			log.Panic(err)
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// panic does not come back.
func leavingPanic(errs chan error) {
	for {
		select {
		case err := <-errs:
			panic(err)
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// The goroutine ends.
func leavingGoexit(quit chan struct{}) {
	for {
		select {
		case <-quit:
			runtime.Goexit()
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

type journal struct{}

// Fatal of this type writes a line and returns.
func (journal) Fatal(...any) {}

// A method that is merely called Fatal comes back.
func leavingOwnFatal(j journal, errs chan error) {
	for {
		select {
		case err := <-errs:
			j.Fatal(err)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A local function that is called panic comes back.
func leavingOwnPanic(errs chan error) {
	panic := func(error) {}
	for {
		select {
		case err := <-errs:
			panic(err)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The condition tests the very context whose end was just seen.
func leavingContextCondition(ctx context.Context) {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The same with continue and the operands swapped.
func leavingContextContinue(ctx context.Context) {
	for nil == ctx.Err() {
		select {
		case <-ctx.Done():
			continue
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
		tidy()
	}
}

// The condition tests another context.
func leavingOtherContext(ctx, parent context.Context) {
	for parent.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The context is replaced before the condition is tested again.
func leavingRenewedContext(ctx context.Context) {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
			ctx = context.Background()
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The inner context has the same name and is another one.
func leavingShadowedContext(ctx context.Context) {
	for ctx.Err() == nil {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
		cancel()
	}
}

// Ending the context may leave, but events come back.
func leavingContextAndEvents(ctx context.Context, ch chan event) {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The condition is the wrong way round: the loop goes on once the context has ended.
func leavingContextInverted(ctx context.Context) {
	for ctx.Err() != nil {
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The clause breaks out of the inner loop and the outer one starts it again.
func leavingInnerLoopOnly(quit chan struct{}) {
	for ready() {
	inner:
		for {
			select {
			case <-quit:
				break inner
			case <-time.After(time.Second): // want loopafter select yes many churn
			}
		}
	}
}

// A deferred recover does not bring the loop back.
func leavingRecover(errs chan error) {
	defer func() { _ = recover() }()
	for {
		select {
		case err := <-errs:
			panic(err)
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}
