// How the app is built: React, Tailwind, English strings of the component kit only, and a .br and .gz beside every text file.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest)$/

async function compressFile(path: string) {
  const bytes = await readFile(path)
  const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gz = await promisify(gzip)(bytes, { level: 9 })
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}

/** Compresses once at build time, so that the server never does it per request. */
function precompress(): Plugin {
  let outDir = 'dist'
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true })
      for (const file of files.filter((name) => COMPRESSIBLE.test(name))) await compressFile(join(outDir, file))
    },
  }
}

const api = process.env.DUESPARK_API ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }, react(), tailwindcss(), precompress()],
  resolve: { alias: { '~': join(import.meta.dirname, 'src') } },
  build: {
    target: ['chrome123', 'firefox125', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
    manifest: true,
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': api, '^/i/': api, '/healthz': api } },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/lib/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    // On a busy machine five seconds are too short for the largest tables, and a test cut off spoils those after it.
    testTimeout: 30_000,
  },
})
