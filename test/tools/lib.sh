# lib.sh: what the scripts here share. Sourced by bash scripts.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '# %s\n' "$*"; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# The server refuses to run as root, so root works through an ordinary user.
if [ "$(id -u)" -ne 0 ]; then
	ordinary_user=$(id -un)
elif id postgres >/dev/null 2>&1; then
	ordinary_user=postgres
else
	ordinary_user=nobody
fi

# user_prefix HOME: sets the array as_prefix to what turns a command into one of the ordinary user.
user_prefix() {
	if [ "$(id -u)" -eq 0 ]; then
		as_prefix=(setpriv --reuid="$ordinary_user" --regid="$(id -g "$ordinary_user")" --init-groups
			env HOME="$1" USER="$ordinary_user" LOGNAME="$ordinary_user")
	else
		as_prefix=(env HOME="$1")
	fi
}

# as_user HOME CMD...: run CMD as the ordinary user.
as_user() {
	user_prefix "$1"
	shift
	"${as_prefix[@]}" "$@"
}

# new_workdir NAME: a fresh directory that the ordinary user owns. In /tmp, because the path of a
# socket must be short.
new_workdir() {
	local dir
	dir=$(mktemp -d "/tmp/$1.XXXXXX")
	chmod 755 "$dir"
	[ "$(id -u)" -ne 0 ] || chown "$ordinary_user" "$dir"
	echo "$dir"
}

# copy_tree DEST: the checkout as it stands, owned by the ordinary user, who may not be able to read
# or write the checkout itself.
copy_tree() {
	mkdir "$1"
	tar -C "$repo" --exclude=./.git --exclude=./results --exclude=./output_iso --exclude=./tmp_check \
		--exclude=./build --exclude=./test/bench/out -cf - . | tar -C "$1" -xf -
	[ "$(id -u)" -ne 0 ] || chown -R "$ordinary_user" "$1"
}

# readable_copy FILE WORKDIR: the name of FILE, or of a copy of it if the ordinary user cannot read it.
readable_copy() {
	local file
	file=$(realpath "$1")
	if as_user / test -r "$file"; then
		echo "$file"
	else
		cp -r "$file" "$2/"
		chown -R "$ordinary_user" "$2/$(basename "$file")"
		echo "$2/$(basename "$file")"
	fi
}

pg_major() { "${PG_CONFIG:-pg_config}" --version | sed 's/^PostgreSQL \([0-9]*\).*/\1/'; }

# The major version of the server at hand, of the newest that is installed, or of what this Debian release has.
server_major() {
	local newest
	newest=$(cd /usr/lib/postgresql 2>/dev/null && ls -d */bin/postgres 2>/dev/null | sort -n | tail -1 || :)
	if command -v "${PG_CONFIG:-pg_config}" >/dev/null; then
		pg_major
	elif [ -n "$newest" ]; then
		echo "${newest%%/*}"
	else
		(. /etc/os-release && case "${VERSION_ID:-}" in 12) echo 15 ;; 13) echo 17 ;; *) echo 18 ;; esac)
	fi
}

# suite_of MAJOR: the Debian release that has a server of that version.
suite_of() {
	case $1 in
	15) echo bookworm ;;
	17) echo trixie ;;
	18) echo forky ;;
	*) return 1 ;;
	esac
}
