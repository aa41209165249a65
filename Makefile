# circle_ext: PGXS build.
#   make && sudo make install      build and install into the server of pg_config
#   make demo                      a throw-away cluster with a sample city, from nothing
#   make check                     all tests, in throw-away clusters
#   make help                      every target

# --- what works on a bare machine, before there is a pg_config (and PGXS has a "check" of its own) ---

FRONT_DOOR = help packages demo check check-asan check-portable bench bench-core bench-core-baseline check-clients reference \
	deb check-deb dist check-dist
ifneq ($(filter $(FRONT_DOOR),$(MAKECMDGOALS)),)

.PHONY: $(MAKECMDGOALS)
help:
	@cat test/tools/help.txt

packages:
	@test/tools/need-packages build check osm oracle bench fuzz format deb dist roots

demo:
	@test/tools/demo

check:
	@test/tools/check

check-asan:
	@CHECK_ASAN=1 CHECK="build regress" test/tools/check

check-portable:
	@test/tools/check-portable

bench:
	@test/bench/run

bench-core:
	@test/bench/core-run

bench-core-baseline:
	@test/bench/core-run baseline

check-clients:
	@test/clients/run

reference:
	@test/tools/reference

deb:
	@test/packaging/make-deb

check-deb:
	@test/packaging/check-deb

dist:
	@test/packaging/make-dist

check-dist:
	@test/packaging/check-dist

$(filter-out $(FRONT_DOOR),$(MAKECMDGOALS)):
	@$(MAKE) $@

else

EXTENSION   = circle_ext
EXTVERSION := $(shell sed -n "s/^default_version *= *'\([^']*\)'.*/\1/p" circle_ext.control)
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
DATA        = $(wildcard sql/updates/$(EXTENSION)--*.sql) $(wildcard sql/osm/*.lua)
DATA_built  = sql/$(EXTENSION)--$(EXTVERSION).sql

REGRESS       := $(patsubst test/sql/%.sql,%,$(sort $(wildcard test/sql/*.sql)))
REGRESS_OPTS   = --inputdir=test --load-extension=postgis --load-extension=$(EXTENSION)
ISOLATION     := $(patsubst test/specs/%.spec,%,$(sort $(wildcard test/specs/*.spec)))
# PostgreSQL 15 looks for the expected output of isolation tests under outputdir.
ISOLATION_OPTS = --inputdir=test --outputdir=. --load-extension=postgis --load-extension=$(EXTENSION)
TAP_TESTS      = 1
PROVE_TESTS   ?= test/t/*.pl
EXTRA_CLEAN    = build sql/$(EXTENSION)--*.sql results output_iso tmp_check tmp_check_iso

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(PGXS),)
srcdir     = .
all install installcheck clean:
	$(error no "$(PG_CONFIG)": install postgresql-server-dev-15, or name a server by PG_CONFIG=...; see "make help")
else
include $(PGXS)
endif
PG_PROVE_FLAGS += -I $(srcdir)/test/t

$(OBJS): $(CORE_HEADERS) $(PG_HEADERS)
$(CORE_SRCS:.c=.o): CFLAGS += -std=c11 -fvisibility=hidden

$(DATA_built): $(SQL_PARTS) $(srcdir)/sql/order circle_ext.control
	cat $(SQL_PARTS) > $@

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
