# The command, its samples and its tests. `make run` is the place to start.

SWIFT ?= swift
PYTHON ?= python3
PREFIX ?= /usr/local
DESTDIR ?=
# Reads faster with ISA-L where it is installed; `make ISAL=no` leaves it out. (A shell expression, for after packages.)
ISAL ?= auto
traits := $$([ $(ISAL) != auto ] || ! pkg-config --exists libisal 2>/dev/null || echo --traits Isal)
# Carries the Swift runtime with it where the toolchain can: starts faster, and runs where no Swift is installed;
# `make STATIC=no` leaves it out.
STATIC ?= auto
runtime := $$([ $(STATIC) != auto ] || ! .ci/static || echo --static-swift-stdlib)
# More options for `swift build`
SWIFT_FLAGS ?=
OUT ?= out
export SWIFT PYTHON

# Each codec has a build of its own.
scratch := $(if $(filter no,$(ISAL)),.build-zlib,.build)
mesures := $(scratch)/release/mesures
ifeq ($(ISAL),no)
export MESURES := $(CURDIR)/$(mesures)
endif
sources := Package.swift $(shell find Sources -type f 2>/dev/null)

.DELETE_ON_ERROR:
.PHONY: run test build install uninstall clean format lint samples help \
	import transform export budget-vert bench fuzz

help:
	@echo 'make run          build, annotate the three samples, show the main figures'
	@echo 'make test         run every test'
	@echo 'make budget-vert  import, transform, export INPUT; nothing is redone when nothing changed'
	@echo 'make bench        measure against the peers: BENCH_ROWS=100000 BENCH_RUNS=3 BENCH_SLOW=1'
	@echo 'make fuzz         look for inputs that break a reader: FUZZ_SECONDS=60 FUZZ_TARGETS="csv container" (docs/testing.md)'
	@echo 'make build install PREFIX=/usr/local clean format lint samples'

# Building

$(mesures): $(sources)
	@.ci/packages build
	@.ci/swift
	$(SWIFT) build -c release --scratch-path $(scratch) --product mesures $(traits) $(runtime) $(SWIFT_FLAGS)
	@touch $@

build: $(mesures)

install: $(mesures)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/mesures
	install -s -m 755 $(mesures) $(DESTDIR)$(PREFIX)/bin/mesures
	cp -R pipelines $(DESTDIR)$(PREFIX)/share/mesures/

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/mesures
	rm -rf $(DESTDIR)$(PREFIX)/share/mesures

clean:
	rm -rf .build .build-* $(OUT)

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

lint:
	@.ci/swift
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@$(MAKE) --no-print-directory build
	.ci/foundation $(mesures)

# Annotating

samples_in := mandats-2025.xlsx budget-execute.ods balance.csv
# The sample mandates come from a community whose budgets do not all count VAT: its profile says which.
sample_profile := samples/profils/mandats-val-garance.yaml
samples_out := $(foreach name,$(samples_in),$(OUT)/$(basename $(name)))

run: $(mesures)
	@set -e; for name in $(samples_in); do \
		$(mesures) run pipelines/budget-vert.yaml \
			--set entree=samples/$$name --set sortie=$(OUT)/$${name%.*} \
			--set profil=$$(case $$name in mandats*) echo $(sample_profile);; *) echo auto;; esac); \
	done
	@echo 'Outputs:'; for folder in $(samples_out); do ls -d $$folder/*; done

# Stages, each with what it really depends on

PIPELINE ?= pipelines/budget-vert.yaml
INPUT ?= samples/mandats-2025.xlsx
PROFILE ?= $(if $(filter samples/mandats-2025.xlsx,$(INPUT)),$(sample_profile),auto)
name := $(basename $(notdir $(INPUT)))
folder := $(OUT)/$(name)
settings := --set entree=$(INPUT) --set sortie=$(folder) --set profil=$(PROFILE)
# What each stage knows, beside the pipeline itself
layouts := $(shell find pipelines/profiles pipelines/nomenclatures -type f 2>/dev/null)
annexes := $(shell find pipelines/annexes -type f 2>/dev/null)
rules := $(shell find pipelines/measures pipelines/rules pipelines/tables -type f 2>/dev/null)
stamps := $(OUT)/.make/$(name)
# A stage whose output is gone is done again.
absent = $(if $(wildcard $(1)),,output-is-absent)
.PHONY: output-is-absent

$(stamps)/import: $(mesures) $(PIPELINE) $(INPUT) $(filter %.yaml,$(PROFILE)) $(layouts) $(call absent,$(folder)/donnees/lines.csv)
	$(mesures) import $(PIPELINE) $(settings)
	@mkdir -p $(@D) && touch $@

$(stamps)/transform: $(stamps)/import $(rules) $(call absent,$(folder)/donnees/shares.csv)
	$(mesures) transform $(PIPELINE) $(settings)
	@touch $@

$(stamps)/export: $(stamps)/transform $(annexes) $(call absent,$(folder)/$(name)-annote.*)
	$(mesures) export $(PIPELINE) $(settings)
	@touch $@

import: $(stamps)/import
transform: $(stamps)/transform
export: $(stamps)/export
budget-vert: export

# Tests

test:
	@.ci/packages test
	@.ci/swift
	@$(MAKE) --no-print-directory build
	@.ci/test

# Readers and editors over whatever libFuzzer makes up (docs/testing.md)
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?=
fuzz:
	@.ci/packages build
	@.ci/swift
	@.ci/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

samples:
	cd samples/make && $(PYTHON) all.py

# Against the peers, on the same files in the same run (docs/performance.md)
bench: $(mesures)
	@$(PYTHON) benchmarks/bench.py $(mesures)
