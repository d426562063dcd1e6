// Keeps the house in order: imports point down (ui, lib <- features <- app, portal), files stay short, money is never a float.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const LIMIT = 250
const MAY_IMPORT = {
  lib: ['lib'],
  ui: ['ui', 'lib'],
  features: ['ui', 'lib'],
  portal: ['ui', 'lib'],
  kit: ['ui', 'lib', 'kit'],
  app: ['app', 'features', 'portal', 'ui', 'lib'],
}
const MONEY = ['src/lib/decimal.ts', 'src/lib/money.ts', 'src/lib/read-number.ts', 'src/ui/DecimalField.tsx']

const problems = []
const files = readdirSync('src', { recursive: true })
  .map((name) => join('src', name))
  .filter((name) => /\.(ts|tsx)$/.test(name) && !name.endsWith('schema.d.ts'))

const room = (path) => path.split('/')[1] ?? ''
const feature = (path) => path.split('/').slice(1, 3).join('/')

function importsOf(path, text) {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1])
  return found
    .filter((name) => name.startsWith('.') || name.startsWith('~/'))
    .map((name) => (name.startsWith('~/') ? `src/${name.slice(2)}` : normalize(join(dirname(path), name))))
}

function checkImports(path, text) {
  const allowed = MAY_IMPORT[room(path)]
  if (!allowed) return
  for (const target of importsOf(path, text)) {
    const inside = room(path) === 'features' && feature(path) === feature(target)
    if (target.startsWith('src/') && !inside && !allowed.includes(room(target))) {
      problems.push(`${path} imports ${target}: ${room(path)} may import only ${allowed.join(', ')}`)
    }
  }
}

for (const path of files) {
  const text = readFileSync(path, 'utf8')
  const lines = text.split('\n').length - 1
  if (lines > LIMIT) problems.push(`${path} has ${lines} lines, the limit is ${LIMIT}`)
  if (!path.startsWith('src/lib/api/') && /\bfetch\(/.test(text) && !path.includes('.test.')) {
    problems.push(`${path} calls fetch: only src/lib/api talks to the server`)
  }
  if (MONEY.includes(path) && /\bNumber\(|parseFloat|parseInt|\bMath\./.test(text)) {
    problems.push(`${path} turns an amount into a number`)
  }
  checkImports(path, text)
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
