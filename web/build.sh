#!/usr/bin/env bash
# Builds the package (dist/) and the demo page (site/) from a fresh clone: needs cargo, node 20.19 or later and npm.
set -euo pipefail
cd "$(dirname "$0")"
cargo=${CARGO:-cargo}
target=wasm32-unknown-unknown
export RUSTFLAGS=                 # the browser's build takes no flags of the native one
build_std=()

# The standard library for the browser: from rustup, or made from source where only a distribution's Rust is at hand
# (Debian: rustc-web, rust-web-src, lld).
if [ ! -d "$("${RUSTC:-rustc}" --print sysroot)/lib/rustlib/$target" ] && ! rustup target add "$target"; then
    export RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=${WASM_LD:-wasm-ld}
    build_std=(-Z "build-std=std,panic_abort")
fi

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
bin=node_modules/.bin

# `--manifest-path` finds the configuration; the target folders are told, so that CI's setting doesn't move them.
"$cargo" build --locked --manifest-path bindgen/Cargo.toml --target-dir bindgen/target
"$cargo" rustc --locked --manifest-path ../Cargo.toml --target-dir ../target --lib --crate-type cdylib \
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
