/** Builds the demo from the built package, as somebody who embeds it would: static files, no inline script or style. */

import { defineConfig } from 'vite';

export default defineConfig({
  root: 'demo',
  base: './',
  build: {
    outDir: '../site',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['demo/index.html', 'demo/en.html', 'demo/embed.html'] },
  },
  worker: { format: 'es' },
});
