// Builds the app into dist/, when its sources changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(root, 'dist', '.built')
/** Everything that the built app depends on. */
const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'src/core',
  'src/i18n',
  'src/device',
  'src/app',
  'sw',
  'public',
]

/** Rejects when the build fails or the first load is over its budget. */
export async function buildIfChanged(): Promise<void> {
  const hash = hashOf(SOURCES)
  const built = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  if (built === hash && existsSync(join(root, 'dist', 'index.html'))) return
  process.stderr.write('Membangun aplikasi … / Building the app …\n')
  await inProduction(async ({ build }) => build({ root, logLevel: 'warn' }))
  writeFileSync(STAMP, hash)
}

/** The same sources as another version, in a directory of its own: what an update is tested with. */
export async function buildAs(version: string, directory: string): Promise<void> {
  const define = { __APP_VERSION__: JSON.stringify(version) }
  await inProduction(async ({ build }) =>
    build({ root, logLevel: 'warn', define, build: { outDir: directory, emptyOutDir: true } }),
  )
}

/** A test runner sets NODE_ENV, and Vite would then build an app that no kiosk ever runs. */
async function inProduction(
  work: (vite: typeof import('vite')) => Promise<unknown>,
): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    // Loaded only where something is built: a start of an unchanged tree is quick.
    await work(await import('vite'))
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesIn(join(root, path))).sort()) {
    const content = readFileSync(file)
    hash.update(`${relative(root, file)} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}
