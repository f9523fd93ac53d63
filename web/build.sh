#!/usr/bin/env bash
# Builds the package (dist/) and the demo page (site/) from a fresh clone: needs cargo, Node.js 20.19 or later and npm.
set -euo pipefail
cd "$(dirname "$0")"
cargo=${CARGO:-cargo}
rustc=${RUSTC:-rustc}
target=wasm32-unknown-unknown
export RUSTFLAGS=                 # the browser's build takes no flags of the native one

missing() { printf 'web/build.sh: missing: %s\n' "$*" >&2; exit 1; }

for tool in "$cargo" "$rustc" node npm; do
    command -v "$tool" >/dev/null || missing "$tool"
done
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    missing "Node.js 20.19 or later (this is $(node --version))"

# The standard library for the browser: as it is in the toolchain, from rustup, or made from the source that a
# distribution's Rust brings (Debian: rustc-web, rust-web-src, lld).
sysroot() { "$1" --print sysroot; }
for_wasm=()                       # settings and arguments of the one build for the browser
build_std=()
if [ ! -d "$(sysroot "$rustc")/lib/rustlib/$target" ] && ! rustup target add "$target"; then
    for rustc in "$rustc" /usr/bin/rustc missing; do
        [ "$rustc" != missing ] || missing "Rust's $target: neither in the toolchain nor from rustup, and no source of" \
            "the standard library to make it from (Debian: apt-get install rustc-web rust-web-src lld)"
        [ -x "$(command -v "$rustc")" ] && [ -e "$(sysroot "$rustc")/lib/rustlib/src/rust/library/Cargo.lock" ] && break
    done
    # A rustup toolchain has its own linker for the browser, a distribution's has not.
    linker=$(compgen -G "$(sysroot "$rustc")/lib/rustlib/*/bin/rust-lld" | head -1 || true)
    linker=${WASM_LD:-${linker:-wasm-ld}}
    command -v "$linker" >/dev/null || missing "$linker (Debian: apt-get install lld)"
    echo "web/build.sh: no $target at hand, making it with $("$rustc" --version) and $linker"
    for_wasm=(RUSTC="$rustc" RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker")
    build_std=(-Z "build-std=std,panic_abort")
fi

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
bin=node_modules/.bin

# `--manifest-path` finds the configuration; the target folders are told, so that CI's setting doesn't move them.
"$cargo" build --locked --manifest-path bindgen/Cargo.toml --target-dir bindgen/target
env "${for_wasm[@]}" "$cargo" rustc --locked --manifest-path ../Cargo.toml --target-dir ../target --lib --crate-type cdylib \
    --features wasm --profile web --target "$target" "${build_std[@]}"

rm -rf generated dist
bindgen/target/debug/bindgen "../target/$target/web/bezint.wasm" generated
mkdir dist
cp ../LICENSE-* dist/
"$bin/wasm-opt" -Os --strip-debug --strip-producers --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue \
    generated/bezint_bg.wasm -o dist/bezint.wasm

"$bin/tsc" --project tsconfig.json
"$bin/vite" build --logLevel warn
"$bin/tsc" --project tsconfig.check.json
"$bin/vite" build --config vite.demo.config.ts --logLevel warn

node tests/size.mjs
