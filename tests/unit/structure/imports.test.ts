// Who may import whom, as a table; no cycles; and one file for each thing outside.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

/** Part of a file, by the longest prefix; each with the parts it may import from besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/core/': [],
  'src/i18n/': ['src/core/'],
  'src/device/': ['src/core/'],
  'src/app/ui/': ['src/core/', 'src/i18n/'],
  'src/app/form/': ['src/core/', 'src/i18n/', 'src/app/ui/'],
  'src/app/by-hand/': ['src/core/', 'src/i18n/', 'src/device/', 'src/app/ui/', 'src/app/'],
  'src/app/kiosk/': [
    'src/core/',
    'src/i18n/',
    'src/device/',
    'src/app/ui/',
    'src/app/form/',
    'src/app/by-hand/',
    'src/app/',
  ],
  'src/app/admin/': [
    'src/core/',
    'src/i18n/',
    'src/device/',
    'src/app/ui/',
    'src/app/form/',
    'src/app/',
  ],
  'src/app/enumerator/': [
    'src/core/',
    'src/i18n/',
    'src/device/',
    'src/app/ui/',
    'src/app/form/',
    'src/app/by-hand/',
    'src/app/',
  ],
  'src/app/dashboard/': ['src/core/', 'src/i18n/', 'src/device/', 'src/app/ui/', 'src/app/'],
  'src/app/site/': [
    'src/core/',
    'src/i18n/',
    'src/device/',
    'src/app/ui/',
    'src/app/form/',
    'src/app/',
  ],
  'src/app/': [
    'src/core/',
    'src/i18n/',
    'src/device/',
    'src/app/kiosk/',
    'src/app/enumerator/',
    'src/app/admin/',
    'src/app/dashboard/',
    'src/app/site/',
  ],
  'src/server/routes/': ['src/core/', 'src/server/store/', 'src/server/reports/', 'src/server/'],
  'src/server/reports/': ['src/core/', 'src/i18n/'],
  'src/server/store/': ['src/core/'],
  'src/server/demo/': ['src/core/', 'src/server/store/', 'src/server/'],
  'src/server/': [
    'src/core/',
    'src/i18n/',
    'src/server/routes/',
    'src/server/store/',
    'src/server/reports/',
    'src/server/demo/',
  ],
  'src/': ['src/server/'],
  'sw/': ['src/core/', 'src/device/'],
}

/** A thing outside is known by one file only; the second column holds all that may import it. */
const ONLY_IN: Record<string, readonly string[]> = {
  idb: ['src/device/db.ts'],
  'chart.js': ['src/app/dashboard/charts.tsx'],
  uqr: ['src/app/ui/qr.tsx'],
  'workbox-window': ['src/app/offline.ts'],
  'node:sqlite': ['src/server/store/sqlite-driver.ts'],
  pg: ['src/server/store/postgres-driver.ts'],
  'age-encryption': ['src/device/seal.ts', 'src/server/seal.ts', 'src/server/carried-worker.ts'],
}

/** Packages that a part may never import, by the start of their name. */
const NEVER: Record<string, readonly string[]> = {
  'src/core/': [''],
  'src/i18n/': [''],
  'src/device/': ['preact', '@preact', 'node:', 'workbox'],
  'src/app/ui/': ['idb', 'node:'],
  'src/app/form/': ['idb', 'node:'],
  'src/app/': ['node:', 'kysely', 'fastify'],
  'src/server/routes/': ['kysely', 'node:sqlite'],
  'src/server/store/': ['fastify', '@fastify', 'node:http'],
  'src/server/reports/': ['fastify', '@fastify', 'node:http', 'kysely', 'node:sqlite'],
  'sw/': ['preact', 'node:'],
}

const files = globSync(['src/**/*.{ts,tsx}', 'sw/**/*.ts'], { cwd: ROOT }).filter(
  (file) => !file.endsWith('.d.ts'),
)

/** What a file imports, as paths from the root or package names; `import type` counts too. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const specifiers = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return specifiers.map((name) =>
    name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name)) : name,
  )
}

function partOf(file: string): string {
  const parts = Object.keys(MAY_IMPORT).filter((prefix) => file.startsWith(prefix))
  return parts.sort((a, b) => b.length - a.length)[0] ?? ''
}

const edges = new Map(files.map((file) => [file, importsOf(file)]))
const isOurs = (name: string) => /^(src|sw)\//.test(name)

describe('imports', () => {
  test('are found at all', () => {
    expect(files.length).toBeGreaterThan(30)
    expect(edges.get('src/core/score.ts')).toContain('src/core/tally.ts')
  })

  test('keep to the table', () => {
    const broken = files.flatMap((file) =>
      (edges.get(file) ?? [])
        .filter(isOurs)
        .filter(
          (target) =>
            partOf(target) !== partOf(file) && !MAY_IMPORT[partOf(file)]?.includes(partOf(target)),
        )
        .map((target) => `${file} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('of routes never reach another route', () => {
    const broken = files
      .filter((file) => partOf(file) === 'src/server/routes/')
      .flatMap((file) =>
        (edges.get(file) ?? []).filter((target) => partOf(target) === 'src/server/routes/'),
      )
    expect(broken).toEqual([])
  })

  test('of packages stay where they belong', () => {
    const broken = files.flatMap((file) =>
      (edges.get(file) ?? [])
        .filter((name) => !isOurs(name))
        .filter((name) => {
          const only = Object.entries(ONLY_IN).find(
            ([key]) => name === key || name.startsWith(`${key}/`),
          )
          const never = NEVER[partOf(file)]?.some((start) => name.startsWith(start))
          return (only && !only[1].includes(file)) || never
        })
        .map((name) => `${file} → ${name}`),
    )
    expect(broken).toEqual([])
  })

  test('make no cycle', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const target of edges.get(file) ?? [])
        if (edges.has(target)) walk(target, [...trail, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })

  test('all name a file that is there', () => {
    const missing = files.flatMap((file) =>
      (edges.get(file) ?? [])
        .filter((name) => /^src\/.*\.tsx?$/.test(name) && !edges.has(name))
        .map((name) => `${file} → ${name}`),
    )
    expect(missing).toEqual([])
  })
})

test('one file calls the server, and every file stays below 400 lines', () => {
  const words = /^src\/i18n\//
  const callers = files.filter((file) =>
    /(?<![.\w])fetch\(/.test(readFileSync(join(ROOT, file), 'utf8')),
  )
  // The server is called in one file; the worker mends its own cache of the app in another.
  expect(callers.sort()).toEqual(['src/device/api.ts', 'sw/app-cache.ts'])
  const long = files.filter(
    (file) => !words.test(file) && readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400,
  )
  expect(long).toEqual([])
})
