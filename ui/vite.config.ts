import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// LARES_HUB is the address of a running hub that answers /api while `npm run dev` serves the page.
const hub = process.env['LARES_HUB'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: hub, changeOrigin: false } } },
  test: { include: ['src/**/*.test.ts'] },
});
