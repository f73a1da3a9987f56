// `npm run check`: types, lint and format, import table and cycles, unused code and dependencies.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const bin = (...path: string[]) => join(import.meta.dirname, '../node_modules', ...path)
const node = process.execPath

const CHECKS: Record<string, string[]> = {
  types: [bin('typescript/bin/tsc'), '-b'],
  'lint and format': [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'],
  'unused code and dependencies': [bin('knip/bin/knip.js')],
  'import table and cycles': [
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    'unit',
    'tests/unit/structure',
  ],
}

/** Runs one check and prints all of its output when it fails. @returns true when it is clean */
function clean(name: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.on('close', (code) => {
      process.stdout.write(code === 0 ? `✓ ${name}\n` : `✗ ${name}\n${output}\n`)
      resolve(code === 0)
    })
  })
}

const results = await Promise.all(Object.entries(CHECKS).map(([name, args]) => clean(name, args)))
process.exitCode = results.every(Boolean) ? 0 : 1
