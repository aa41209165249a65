# circle_ext: PGXS build.
#   make && sudo make install      build and install into the server of pg_config
#   make demo                      a throw-away cluster with a sample city, from nothing
#   make check                     all tests, in throw-away clusters
#   make help                      every target

# The directory of this file, with a slash: the build directory may be another (make -f ../Makefile).
here = $(dir $(firstword $(MAKEFILE_LIST)))

# --- what works on a bare machine, before there is a pg_config (and PGXS has a "check" of its own) ---

FRONT_DOOR = help packages demo check check-pg check-asan check-portable bench bench-core bench-core-baseline check-clients reference pictures \
	deb check-deb dist check-dist
ifneq ($(filter $(FRONT_DOOR),$(MAKECMDGOALS)),)

.PHONY: $(MAKECMDGOALS)
help:
	@cat $(here)test/tools/help.txt

packages:
	@$(here)test/tools/need-packages build check osm oracle bench fuzz format deb dist roots

demo:
	@$(here)test/tools/demo

check:
	@$(here)test/tools/check

check-pg:
	@$(here)test/tools/check-pg $(PG)

check-asan:
	@CHECK_ASAN=1 CHECK_OUT=check-asan CHECK="build regress" $(here)test/tools/check

check-portable:
	@$(here)test/tools/check-portable

bench:
	@$(here)test/bench/run

bench-core:
	@$(here)test/bench/core-run

bench-core-baseline:
	@$(here)test/bench/core-run baseline

check-clients:
	@$(here)test/clients/run

reference:
	@$(here)test/tools/reference

pictures:
	@$(here)test/tools/pictures

deb:
	@$(here)test/packaging/make-deb

check-deb:
	@$(here)test/packaging/check-deb

dist:
	@$(here)test/packaging/make-dist

check-dist:
	@$(here)test/packaging/check-dist

$(filter-out $(FRONT_DOOR),$(MAKECMDGOALS)):
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) $@

else

EXTENSION   = circle_ext
EXTVERSION := $(shell sed -n "s/^default_version *= *'\([^']*\)'.*/\1/p" $(here)circle_ext.control)
MODULE_big  = circle_ext

# Source files by their paths below $(srcdir), as the objects are laid out below the build directory.
below_srcdir = $(sort $(patsubst $(srcdir)/%,%,$(wildcard $(addprefix $(srcdir)/,$(1)))))
CORE_SRCS    = $(call below_srcdir,src/core/*/*.c)
CORE_HEADERS = $(wildcard $(srcdir)/src/core/*/*.h)
PG_SRCS      = $(call below_srcdir,src/pg/*/*.c)
PG_HEADERS   = $(wildcard $(srcdir)/src/pg/*/*.h)
OBJS         = $(CORE_SRCS:.c=.o) $(PG_SRCS:.c=.o)
PG_CPPFLAGS = -I$(srcdir)/src/core -I$(srcdir)/src/pg
PG_CFLAGS   = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -ffp-contract=off
SHLIB_LINK  = -lm

# sql/order lists the parts of the install script, each after those that it needs.
SQL_PARTS   = $(addprefix $(srcdir)/sql/,$(shell cat $(srcdir)/sql/order))
DATA        = $(call below_srcdir,sql/updates/$(EXTENSION)--*.sql sql/osm/*.lua)
DATA_built  = sql/$(EXTENSION)--$(EXTVERSION).sql

REGRESS       := $(patsubst $(here)test/sql/%.sql,%,$(sort $(wildcard $(here)test/sql/*.sql)))
REGRESS_OPTS   = --inputdir=$(srcdir)/test --load-extension=postgis --load-extension=$(EXTENSION)
ISOLATION     := $(patsubst $(here)test/specs/%.spec,%,$(sort $(wildcard $(here)test/specs/*.spec)))
# Expected output is looked for under outputdir first; a build directory of its own gets a link to it.
ISOLATION_OPTS = --inputdir=$(srcdir)/test --outputdir=. --load-extension=postgis --load-extension=$(EXTENSION)
TAP_TESTS      = 1
PROVE_TESTS   ?= test/t/*.pl
EXTRA_CLEAN    = build sql/$(EXTENSION)--*.sql results output_iso tmp_check tmp_check_iso

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(PGXS),)
srcdir     = .
all install installcheck clean:
	$(error no "$(PG_CONFIG)": install $(shell $(here)test/tools/need-packages --list build), or name a server by PG_CONFIG=...; see "make help")
else
include $(PGXS)
endif
PG_PROVE_FLAGS += -I $(srcdir)/test/t

# JIT inlines functions from bitcode: it must be told what the compiler is told, or numbers depend on the plan.
BITCODE_CFLAGS += -ffp-contract=off
BITCODE       = $(OBJS:.o=.bc)

$(OBJS) $(BITCODE): $(CORE_HEADERS) $(PG_HEADERS)
$(CORE_SRCS:.c=.o): CFLAGS += -std=c11 -fvisibility=hidden
$(CORE_SRCS:.c=.bc): BITCODE_CFLAGS += -std=c11 -fvisibility=hidden

$(DATA_built): $(SQL_PARTS) $(srcdir)/sql/order $(srcdir)/circle_ext.control
	@mkdir -p $(@D)
	cat $(SQL_PARTS) > $@

ifneq ($(abspath $(srcdir)),$(CURDIR))
$(shell mkdir -p $(sort $(dir $(OBJS))))
.PHONY: link-expected
installcheck: link-expected
link-expected:
	@ln -sfn $(abspath $(srcdir))/expected expected
EXTRA_CLEAN += expected
endif

# --- the core by itself: no PostgreSQL include path, so the compiler keeps it apart ---

CORE_CC     = cc
CORE_CFLAGS = -std=c11 -pedantic -Wall -Wextra -Werror -ffp-contract=off -I$(srcdir)/src/core
SANITIZE    = -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT        = $(patsubst test/unit/test_%.c,build/unit/test_%,$(sort $(wildcard test/unit/test_*.c)))
UNIT_HELP   = $(wildcard test/unit/*.h)

build/core/%.o: src/core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) -O2 -g -c -o $@ $<

build/libcircle_core.a: $(patsubst src/core/%.c,build/core/%.o,$(CORE_SRCS))
	$(AR) rcs $@ $^

build/core-san/%.o: src/core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) $(SANITIZE) -c -o $@ $<

build/libcircle_core_san.a: $(patsubst src/core/%.c,build/core-san/%.o,$(CORE_SRCS))
	$(AR) rcs $@ $^

build/unit/%: test/unit/%.c $(UNIT_HELP) build/libcircle_core_san.a
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) $(SANITIZE) -o $@ $< build/libcircle_core_san.a -lcmocka -lm

.PHONY: unit-programs unitcheck
unit-programs: $(UNIT)

unitcheck: unit-programs
	@set -e; for t in $(UNIT); do $$t; done

# --- fuzzing: libFuzzer of clang over the core; any compiler replays the inputs that are kept ---

FUZZ_CC      = clang-14
FUZZ_SECONDS = 60
FUZZ         = $(patsubst test/fuzz/fuzz_%.c,build/fuzz/fuzz_%,$(sort $(wildcard test/fuzz/fuzz_*.c)))
REPLAY       = $(patsubst build/fuzz/%,build/replay/%,$(FUZZ))

build/core-fuzz/%.o: src/core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(CORE_CFLAGS) $(SANITIZE) -fsanitize=fuzzer-no-link -c -o $@ $<

build/libcircle_core_fuzz.a: $(patsubst src/core/%.c,build/core-fuzz/%.o,$(CORE_SRCS))
	rm -f $@
	$(AR) rcs $@ $^

build/fuzz/%: test/fuzz/%.c test/fuzz/fuzz.h build/libcircle_core_fuzz.a
	@mkdir -p $(@D)
	$(FUZZ_CC) $(CORE_CFLAGS) $(SANITIZE) -fsanitize=fuzzer -o $@ $< build/libcircle_core_fuzz.a -lm

build/replay/%: test/fuzz/%.c test/fuzz/replay.c test/fuzz/fuzz.h build/libcircle_core_san.a
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) $(SANITIZE) -o $@ $< test/fuzz/replay.c build/libcircle_core_san.a -lm

.PHONY: fuzz-programs replay-programs check-fuzz
fuzz-programs: $(FUZZ)

replay-programs: $(REPLAY)

check-fuzz: $(FUZZ)
	@set -e; for f in $(FUZZ); do n=$$(basename $$f); mkdir -p build/corpus/$$n test/fuzz/corpus/$$n; \
		echo "# $$n for $(FUZZ_SECONDS) s"; \
		$$f -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -dict=test/fuzz/words.dict -artifact_prefix=build/fuzz/ \
			build/corpus/$$n test/fuzz/corpus/$$n; done

# --- formatting: .clang-format decides ---

CLANG_FORMAT = clang-format-14
C_FILES      = $(wildcard src/core/*/*.[ch] src/pg/*/*.[ch] test/unit/*.[ch] test/modules/*.c test/fuzz/*.[ch] test/bench/*.[ch])

.PHONY: format format-check
format:
	$(CLANG_FORMAT) -i $(C_FILES)

format-check:
	$(CLANG_FORMAT) --dry-run --Werror $(C_FILES)

endif
