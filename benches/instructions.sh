#!/usr/bin/env bash
# Instructions a post, for three fixed posts, counted by callgrind: no other program on the machine can shake them.
# Shows them beside those of benches/instructions.txt; `benches/instructions.sh --keep` writes the new ones there.
set -euo pipefail
cd "$(dirname "$0")/.."
kept=benches/instructions.txt
times=100
if ! command -v valgrind >/dev/null; then
    echo "this takes valgrind: apt-get install valgrind" >&2
    exit 1
fi

if ! built=$(${CARGO:-cargo} bench --locked --bench instructions --no-run 2>&1); then
    printf '%s\n' "$built" >&2
    exit 1
fi
program=$(sed -n 's/.*Executable .*(\(.*\))$/\1/p' <<<"$built")

# All instructions of a run that screens the post so many times.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 >/dev/null |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

now=$(mktemp)
trap 'rm -f "$now"' EXIT
{
    printf '# Instructions a post, by benches/instructions.sh --keep; %s, %s, %s\n' \
        "$(rustc --version | cut -d' ' -f1-2)" "$(valgrind --version)" "$(uname -m)"
} >"$now"
printf '| post | kept | now | difference |\n|---|---|---|---|\n'
for post in dutch english risky; do
    # Twice as many less as many: what loading and the first posts cost drops out.
    each=$((($(count "$post" $((2 * times))) - $(count "$post" "$times")) / times))
    printf '%s %s\n' "$post" "$each" >>"$now"
    old=$(sed -n "s/^$post //p" "$kept" 2>/dev/null || true)
    if [ -n "$old" ]; then
        change=$(awk -v old="$old" -v new="$each" 'BEGIN { printf "%+.1f %%", (new - old) * 100 / old }')
    else
        change='new'
    fi
    printf '| %s | %s | %s | %s |\n' "$post" "${old:--}" "$each" "$change"
done
if [ "${1:-}" = --keep ]; then
    cp "$now" "$kept"
fi
