// Last step of the build: fails when the gzipped bundle outgrows what a phone on a slow line can bear.
import { readFileSync, rmSync, statSync } from 'node:fs'

const KB = 1000
const ENTRY = 140 * KB
const CHUNK = 60 * KB
// The code editor comes only to who writes HTML and CSS.
const EDITOR = 200 * KB
const CSS = 15 * KB

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))
const gzipped = (file) => statSync(`dist/${file}.gz`).size

function staticImports(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) staticImports(next, seen)
  return seen
}

function check(name, size, limit) {
  const line = `${name.padEnd(44)} ${(size / KB).toFixed(1).padStart(7)} of ${limit / KB} kB gz`
  if (size <= limit) return console.log(line)
  console.error(`${line}  TOO BIG`)
  process.exitCode = 1
}

const entryFiles = new Set([...staticImports('index.html')].map((key) => manifest[key].file))
check(
  'entry',
  [...entryFiles].reduce((sum, file) => sum + gzipped(file), 0),
  ENTRY,
)
const chunks = new Set(Object.values(manifest).map((item) => item.file))
const heavy = [...chunks].filter((file) => file.endsWith('.js') && !entryFiles.has(file))
heavy.sort((a, b) => gzipped(b) - gzipped(a))
for (const file of heavy) {
  const limit = file.includes('/SourceEditor-') ? EDITOR : CHUNK
  if (gzipped(file) > 8 * KB) check(file, gzipped(file), limit)
}
const css = new Set(Object.values(manifest).flatMap((item) => item.css ?? []))
check(
  'css',
  [...css].reduce((sum, file) => sum + gzipped(file), 0),
  CSS,
)

rmSync('dist/.vite', { recursive: true })
