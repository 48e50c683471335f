# What people and CI run. `make test` is what has to pass.

# make fuzz: the time for each target.
FUZZTIME ?= 30s
# make differential: for how long, and with which random programs.
DIFFERENTIAL_TIME ?= 5m
DIFFERENTIAL_SEED ?= $(shell date +%s)
# make stress: the time for each version of Go.
STRESSTIME ?= 30s
# make bench: the tree to audit, and how often.
BENCH_TREE ?= $(shell go env GOROOT)/src
BENCH_ROUNDS ?= 11

.PHONY: build test golden differential bench lint fuzz stress demo clean

build:
	@go build -o bin/unleak .

# What tests keep is little, and the garbage much.
test: export GOGC ?= 400
test:
	go vet ./...
	go test -timeout 30m ./...
	go -C rules/golangci vet ./...
	go -C rules/golangci test ./...

# Rewrites the expected outputs; read the difference before you commit it. Those of one rule, or of one file in its cases, take seconds:
#	make golden RULE=tick
#	make golden RULE=tick CASE=fixing.go
#	make golden RULE=tick CASE=names/names.go MODULE=go1.22
golden:
ifdef RULE
	@ls testdata/rules/$(RULE)/$(or $(MODULE),*)/$(CASE) >/dev/null
	go test ./rules/$(RULE) -count 1 -run '^TestCases$$$(if $(CASE)$(MODULE),/^$(or $(MODULE),.*)$$)$(if $(CASE),/^$(CASE)$$)' -update
else
	go test $$(grep -rlE '"unleak/golden"|cases\.Run\(' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update
endif

# Random programs, rewritten and run beside the originals: those that make contexts, and others, with the timers of this version of Go, with
# modelled ones, and with those of old versions; and every mistake in a rewrite that has to be found out. Tests alone try a sample of it,
# always the same. A seed that was printed brings its programs back, here as DIFFERENTIAL_SEED, and there as UNLEAK_SEED in the environment.
differential:
	go test ./golden/differential -v -timeout 0 -run 'TestDifferential|TestResets|TestOldTimers|TestOracle|TestContext' \
		-whole -for $(DIFFERENTIAL_TIME) -seed $(DIFFERENTIAL_SEED) -versions

# Go benchmarks first, then unleak and grep side by side on BENCH_TREE.
bench: export BENCH_TREE := $(BENCH_TREE)
bench: build
	go test ./... -run '^$$' -bench . -benchmem
	BENCH_BINARY=$(CURDIR)/bin/unleak go test ./audit/cli -run '^$$' -bench '^BenchmarkBesideGrep$$' -benchtime $(BENCH_ROUNDS)x

lint:
	@if command -v golangci-lint >/dev/null; then golangci-lint run; else \
		echo 'golangci-lint is not installed: gofmt and go vet only'; \
		unformatted=$$(gofmt -l main.go audit golden rewrite rules); \
		if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted"; exit 1; fi; \
		go vet ./...; \
	fi

# Left to itself, go test spends most of the time on making interesting inputs smaller.
fuzz:
	@set -e; for pkg in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			go test $$pkg -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x; \
		done; \
	done

# Rewritten loops in real time, with events that come in just when the timer fires, under the versions of Go that are to be had: none
# may receive a value of an old timer, or hang. The popular drain that does not block runs beside, and has to go wrong before Go 1.23.
stress:
	STRESSTIME=$(STRESSTIME) go test ./audit -run '^TestStress$$' -count 1 -timeout 0 -v

# A small service that leaks: what there is, and the patch. A patch that is not empty has exit status 1.
demo: build
	@./bin/unleak audit --fail-on never testdata/service
	@echo
	@./bin/unleak rewrite testdata/service || test $$? -eq 1

clean:
	rm -rf bin
