/** Builds the package: two files that need no bundler, beside one `.wasm`. */

import { defineConfig, type Plugin } from 'vite';

/**
 * Names the neighbours in the form that every bundler knows. Vite itself would rename them here, so they are written
 * in only when it has done its work.
 */
const neighbours: Plugin = {
  name: 'neighbours',
  renderChunk(code) {
    return code
      .replaceAll('__WORKER_URL__', 'new URL("./worker.js", import.meta.url)')
      .replaceAll('__WASM_URL__', 'new URL("./bezint.wasm", import.meta.url)');
  },
};

export default defineConfig({
  plugins: [neighbours],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: {
      input: { 'bezint-check': 'src/bezint-check.ts', worker: 'src/worker.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
