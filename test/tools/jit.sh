# jit.sh: the kind "jit" of check: the extension with its bitcode, built in a directory of its own, and the
# SQL tests that tell of numbers, with every expression compiled and our functions inlined. Sourced by check.

# Tests of what is computed. Others make many statements, each of which is compiled for longer than it runs.
jit_regress=${JIT_REGRESS:-standard coverage score datum snap path reach}

# makefile_value NAME: what the Makefile of the server at hand says.
makefile_value() {
	sed -n "s/^$1[[:space:]]*=[[:space:]]*//p" "$(dirname "$("${PG_CONFIG:-pg_config}" --pgxs)")/../Makefile.global" | head -1
}

# Is the server at hand able to compile, and is what makes bitcode here?
has_llvm() {
	[ "$(makefile_value with_llvm)" = yes ] && [ -x "$(command -v "$(makefile_value CLANG)")" ] &&
		[ -x "$(makefile_value LLVM_BINPATH)/llvm-dis" ] && [ -e "$("${PG_CONFIG:-pg_config}" --pkglibdir)/llvmjit.so" ]
}

# A build directory beside the sources, without what is built in them. No multiplication may be contracted
# with an addition, neither in the library nor in the bitcode.
jit_build() {
	copy_tree "$work/vpath-src"
	run jit-build bash -c '
		set -o pipefail
		cd "$1" && find . -name "*.o" -delete && rm -f *.so && mkdir ../vpath && cd ../vpath || exit
		make -s -f ../vpath-src/Makefile with_llvm=yes -j2 all 2>&1 || exit
		make -s -f ../vpath-src/Makefile with_llvm=yes install DESTDIR="$2" 2>&1 || exit
		echo "ok 1 - it builds in another directory, with bitcode"
		n=0 contracted=
		for file in $(find . -name "*.bc"); do
			text=$("$3/llvm-dis" -o - "$file") || exit
			n=$((n + 1))
			! grep -qE "llvm\.(fmuladd|fma)\." <<<"$text" || contracted="$contracted $file"
		done
		[ $n -gt 50 ] || { echo "not ok 2 - only $n files of bitcode"; exit 1; }
		[ -z "$contracted" ] || { echo "not ok 2 - multiplications and additions are contracted in$contracted"; exit 1; }
		echo "ok 2 - bitcode of $n files contracts nothing"
		code=$(objdump -d --no-show-raw-insn circle_ext.so) || exit
		grep -qE "\<v?(mul|fmul)" <<<"$code" || { echo "not ok 3 - the library does not multiply"; exit 1; }
		! grep -E "\<(vf|f)n?m(add|sub|la|ls)[0-9a-z]*\>" <<<"$code" || { echo "not ok 3 - the library contracts"; exit 1; }
		echo "ok 3 - neither does the library"' - "$work/vpath-src" "$work/inst-jit" "$(makefile_value LLVM_BINPATH)"
}

# The server looks for bitcode in its own directory only: there it sees, in a mount namespace of the test, ours as well.
jit_server() {
	local bitcode
	bitcode=$("${PG_CONFIG:-pg_config}" --pkglibdir)/bitcode
	as_user "$work" cp -r "$bitcode" "$work/bitcode"
	as_user "$work" cp -r "$work/inst-jit$bitcode/." "$work/bitcode/"
	wrap=(unshare --mount bash -c 'mount --make-rprivate / && mount --bind "$1" "$2" && shift 2 && exec "$@"' - "$work/bitcode" "$bitcode")
}

jit_tests() {
	if ! has_llvm; then
		say "jit: skipped: this server or its development package has no LLVM"
		skipped=$((skipped + 1))
		return 0
	fi
	jit_build || return
	if [ "$(id -u)" -ne 0 ]; then
		say "jit: skipped: only root can show bitcode to the server without installing it"
		skipped=$((skipped + 1))
		return 0
	fi
	jit_server
	run jit env CIRCLE_DESTDIR="$work/inst-jit" PGTMP_LOG="$work/log/jit-server.log" PG_CONFIG="${PG_CONFIG:-pg_config}" \
		PGTMP_CONF="$(printf '%s\n' 'jit = on' 'jit_above_cost = 0' 'jit_inline_above_cost = 0' 'jit_optimize_above_cost = 0')" \
		test/tools/pgtmp make --no-print-directory -C ../vpath -f ../vpath-src/Makefile TAP_TESTS= ISOLATION= REGRESS="$jit_regress" installcheck
	wrap=()
}
