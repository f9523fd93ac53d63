#!/usr/bin/env bash
# `bezint batch` on one core and on two, and reading and writing the same JSON alone: benches/batch.sh [POSTS] [ROUNDS].
# All by turns, medians; on an idle machine. The goals are those of issue 5: two cores 1.8 times as fast as one, JSON at most half the time.
set -euo pipefail
cd "$(dirname "$0")/.."
posts=${1:-200000}
rounds=${2:-7}
cargo=${CARGO:-cargo}
if [ "$(nproc)" -lt 2 ]; then
    echo "this takes two cores" >&2
    exit 1
fi

"$cargo" build --locked --release --features cli --bin bezint
if ! built=$("$cargo" bench --locked --features cli --bench json --no-run 2>&1); then
    printf '%s\n' "$built" >&2
    exit 1
fi
json=$(sed -n 's/.*Executable .*(\(.*\))$/\1/p' <<<"$built")
bezint=${CARGO_TARGET_DIR:-target}/release/bezint

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$json" posts "$posts" >"$folder/posts.jsonl"

# Milliseconds of `bezint batch` on the cores $1, on $2 threads.
batch() {
    local start=${EPOCHREALTIME/[.,]/}
    taskset -c "$1" "$bezint" batch --threads "$2" "$folder/posts.jsonl" >"$folder/batch.jsonl"
    echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000)) >>"$folder/batch-$2"
}

# Two runs on one core each, side by side: what this machine gives two cores at best, beside whatever else it does.
pair() {
    local start=${EPOCHREALTIME/[.,]/}
    taskset -c 0 "$bezint" batch --threads 1 "$folder/posts.jsonl" >"$folder/first.jsonl" &
    taskset -c 1 "$bezint" batch --threads 1 "$folder/posts.jsonl" >"$folder/second.jsonl" &
    wait
    echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000)) >>"$folder/pair"
}

# The same for JSON alone, which tells its time itself: it has screened posts before.
alone() {
    RAYON_NUM_THREADS=$2 taskset -c "$1" "$json" answer <"$folder/posts.jsonl" 2>>"$folder/json-$2" >"$folder/json.jsonl"
}

for _ in $(seq "$rounds"); do
    batch 0 1
    alone 0 1
    batch 0,1 2
    alone 0,1 2
    pair
done
cmp "$folder/batch.jsonl" "$folder/json.jsonl"

median() { sort -n "$folder/$1" | sed -n "$(((rounds + 1) / 2))p"; }
awk -v posts="$posts" -v rounds="$rounds" -v bytes="$(wc -c <"$folder/posts.jsonl")" \
    -v batch1="$(median batch-1)" -v batch2="$(median batch-2)" -v json1="$(median json-1)" -v json2="$(median json-2)" \
    -v pair="$(median pair)" '
    function row(what, time) { printf "| %s | %d ms | %.2f µs | %d |\n", what, time, time * 1000 / posts, posts / time * 1000 }
    function goal(what, ratio, holds, wanted) { printf "| %s | %.2f | %s | %s |\n", what, ratio, wanted, holds ? "yes" : "**no**" }
    BEGIN {
        printf "%d posts, %.0f MB of JSON; medians of %d rounds, all by turns.\n\n", posts, bytes / 1e6, rounds
        print "| what | time | a post | posts a second |\n|---|---|---|---|"
        row("batch, one core", batch1); row("batch, two cores", batch2)
        row("JSON alone, one core", json1); row("JSON alone, two cores", json2)
        print "\n| ratio | measured | goal | holds |\n|---|---|---|---|"
        goal("batch, two cores: times as fast as one", batch1 / batch2, batch1 / batch2 >= 1.8, "at least 1.8")
        printf "| two runs side by side: times as fast as one after the other | %.2f | near 2, or the machine was busy | |\n", 2 * batch1 / pair
        goal("JSON alone / batch, one core", json1 / batch1, json1 / batch1 <= 0.5, "at most 0.5")
        goal("JSON alone / batch, two cores", json2 / batch2, json2 / batch2 <= 0.5, "at most 0.5")
    }'
