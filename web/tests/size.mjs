// Prints what a visitor downloads, in kB (1,000 bytes): as it is, and compressed as servers send it.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const kB = (bytes) => (bytes / 1000).toFixed(0).padStart(6);
console.log('kB: raw, gzip, brotli');
for (const file of ['bezint.wasm', 'worker.js', 'bezint-check.js']) {
  const bytes = readFileSync(new URL(`../dist/${file}`, import.meta.url));
  console.log(kB(bytes.length), kB(gzipSync(bytes, { level: 9 }).length), kB(brotliCompressSync(bytes).length), file);
}
