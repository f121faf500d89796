# Every target works alone on a fresh Debian 12: what is missing is installed first, the rest is CMake presets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

JOBS ?= $(shell nproc)
DEMO_OUT ?= out/demo
PREFIX ?= /usr/local

BUILD_PACKAGES := g++ cmake ninja-build pkg-config libtbb-dev libeigen3-dev liblbfgs-dev libfmt-dev libsimdjson-dev \
                  libcli11-dev libxml2-dev libxxhash-dev libutf8proc-dev libzstd-dev zlib1g-dev libmimalloc-dev \
                  libgtest-dev libgmock-dev libbenchmark-dev
LINT_PACKAGES := clang-format-14 clang-tidy-16 python3
PEERS_PACKAGES := python3-venv ca-certificates

# The thread sanitizer of gcc 12 cannot start where the kernel moves addresses about by more than 28 bits.
FIXED_ADDRESSES = $(shell setarch -R true 2>/dev/null && echo setarch -R)

CXX_FILES = $(shell git ls-files '*.h' '*.cpp')
PRESSWASH := build/release/tools/presswash

.PHONY: help
help: ## Shows this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

.PHONY: deps
deps: ## Installs the packages that building and testing need and that are missing
	@scripts/install_packages.sh $(BUILD_PACKAGES)

.PHONY: deps-lint
deps-lint:
	@scripts/install_packages.sh $(BUILD_PACKAGES) $(LINT_PACKAGES)

.PHONY: build
build: deps ## Builds everything (release, in build/release)
	@cmake --preset release
	@cmake --build --preset release -j $(JOBS)

.PHONY: demo
demo: deps ## Cleans the small scrape of corpus/ and says where the report is
	@cmake --preset release
	@cmake --build --preset release -j $(JOBS) --target presswash
	@mkdir -p $(dir $(DEMO_OUT))
	@$(PRESSWASH) clean corpus/scrape.jsonl -o $(DEMO_OUT) --force
	@$(PRESSWASH) report $(DEMO_OUT) --format text
	@echo
	@echo "The report: $(DEMO_OUT)/report.html"

.PHONY: test
test: build ## Builds (release) and runs all tests
	@result=0; ctest --preset release -j $(JOBS) --output-junit junit.xml || result=$$?; \
	echo; echo "make test: $$(scripts/test_counts.sh build/release/junit.xml)"; exit $$result

.PHONY: asan
asan: deps ## Builds with address and undefined-behaviour sanitizers and runs the tests
	@cmake --preset asan
	@cmake --build --preset asan -j $(JOBS)
	@ctest --preset asan -j $(JOBS) -LE '^rules$$' --output-junit junit.xml

.PHONY: tsan
tsan: deps ## Builds with the thread sanitizer and runs the tests that are about threads
	@cmake --preset tsan
	@cmake --build --preset tsan -j $(JOBS) --target presswash_tests_threads
	@$(FIXED_ADDRESSES) ctest --preset tsan -j $(JOBS) -L 'threads$$' --output-junit junit.xml

.PHONY: tsan-all
tsan-all: deps ## The same with every test of core/pipeline and the commands (half an hour)
	@cmake --preset tsan
	@cmake --build --preset tsan -j $(JOBS) --target presswash presswash_tests_pipeline presswash_tests_tools
	@$(FIXED_ADDRESSES) ctest --preset tsan -j $(JOBS) -L '^(pipeline|tools)' --output-junit junit.xml

.PHONY: bench
bench: build ## Runs the micro benchmarks
	@for program in build/release/bench/programs/*; do "$$program"; done

.PHONY: peers
peers: build ## Runs presswash and other tools on one generated scrape and prints a table
	@scripts/install_packages.sh $(PEERS_PACKAGES)
	@bench/peers/run.sh $(ARGS)

.PHONY: format
format: deps-lint ## Formats all C++ files in place
	@clang-format-14 -i $(CXX_FILES)

.PHONY: format-check
format-check: deps-lint ## Fails when a C++ file is not formatted
	@clang-format-14 --dry-run --Werror $(CXX_FILES) && echo "format: all files are formatted"

.PHONY: tidy
tidy: deps-lint ## Runs clang-tidy on all of core/, tools/ and corpus/
	@cmake --preset tidy > /dev/null
	@scripts/tidy.sh build/tidy $(JOBS)

.PHONY: commands-doc
commands-doc: build ## Writes docs/commands.md anew from the commands' --help
	@scripts/write_commands_doc.sh $(PRESSWASH) docs/commands.md

.PHONY: install
install: build ## Installs the commands and the library under PREFIX (/usr/local)
	@cmake --install build/release --prefix $(PREFIX)

.PHONY: clean
clean: ## Removes build/ and out/
	@rm -rf build out
