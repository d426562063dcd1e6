// Fails when package-lock.json misses a platform package: `npm ci` would refuse such a lock on another machine.
import { readFileSync } from 'node:fs'

const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
const names = new Set(Object.keys(packages).map((key) => key.split('node_modules/').pop()))
for (const [key, entry] of Object.entries(packages)) {
  for (const wanted of Object.keys(entry.optionalDependencies ?? {})) {
    if (names.has(wanted)) continue
    console.error(`${key} ${entry.version}: ${wanted} is missing from the lock, choose an older version`)
    process.exitCode = 1
  }
}
