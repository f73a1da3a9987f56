// Builds the app, then its service worker, then weighs what a respondent loads first: too heavy fails the build.
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'

const ROOT = import.meta.dirname
/** Chrome 106, Safari 15.4, Firefox 104. */
const FLOOR = ['chrome106', 'safari15.4', 'firefox104']
/** What a respondent loads before the first question, gzipped. */
const BUDGET_BYTES = { all: 90 * 1024, script: 40 * 1024 } as const
/** What every page shares, in one file: on a slow link each further request costs a respondent a round trip. What only
 *  admins (`device/people-api.ts`, `ui/data-table.tsx`) or enumerators (`device/field.ts`) need stays out of it.
 *  With it goes app.css, which says in what order the layers of all other styles count: it must come first. */
const KIT =
  /node_modules\/(preact|@preact|idb)\/|vite\/preload-helper|src\/(device\/(?!\w+-|carried|correction|drafts|field|finished|refusals|seal|share|contact|fresh|healing|lo(g|cks)|noted|pace|pin|reporting|reserve|sender|sync|upkeep)|app\/(ui\/(button|icon|language-choice|logo|number-pad|simulated-mark)\.|form\/|(state|offline|version)\.ts|(font|app)\.css)|core\/(receipt|wire|submission|respondent|instrument)\.ts|i18n\/(language|respondent|kiosk)\.ts|app\/kiosk\/(kiosk-header|quiet-screen))/
const KIOSK = 'src/app/kiosk/kiosk-page.tsx'
const TEXT_FILES = ['.html', '.js', '.css', '.svg', '.webmanifest', '.txt', '.json']

const version = `${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}+${sourceHash()}`

export default defineConfig({
  root: ROOT,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    target: FLOOR,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'kit', test: KIT }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  plugins: [firstLoadBudget(), serviceWorker(), packedCopies()],
})

/** A second build, of sw/sw.ts as one classic script that holds the list of all files of the first. */
function serviceWorker(): Plugin {
  let outDir = ''
  // A build that failed closes its bundle too.
  let written = false
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(ROOT, config.build.outDir)
    },
    writeBundle() {
      written = true
    },
    async closeBundle() {
      if (!written) return
      await build({
        configFile: false,
        root: ROOT,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PRECACHE__: JSON.stringify(precacheOf(outDir)),
          'process.env.NODE_ENV': '"production"',
          'import.meta.resolve': 'undefined',
          'import.meta.url': 'location.href',
        },
        build: {
          target: FLOOR,
          outDir,
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: {
            input: join(ROOT, 'sw/sw.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
          },
        },
      })
    },
  }
}

/** Every file has a revision, so that Workbox fetches it past the HTTP cache, and a hash that no portal's page matches. */
function precacheOf(directory: string) {
  return globSync('**/*.*', { cwd: directory })
    .filter((file) => !['sw.js', 'robots.txt'].includes(file) && !/\.(gz|br)$/.test(file))
    .sort()
    .map((file) => {
      const integrity = `sha256-${hashOf(join(directory, file)).digest('base64')}`
      return { url: `/${file}`, revision: integrity.slice(7, 23), integrity }
    })
}

/** Copies that the server sends as they are: it never packs the same file twice. */
function packedCopies(): Plugin {
  let outDir = ''
  let written = false
  return {
    name: 'packed-copies',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(ROOT, config.build.outDir)
    },
    writeBundle() {
      written = true
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        if (!written) return
        for (const file of globSync('**/*.*', { cwd: outDir })) {
          if (!TEXT_FILES.includes(extname(file))) continue
          const content = readFileSync(join(outDir, file))
          writeFileSync(join(outDir, `${file}.gz`), gzipSync(content, { level: 9 }))
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
          writeFileSync(join(outDir, `${file}.br`), brotliCompressSync(content, { params }))
        }
      },
    },
  }
}

function firstLoadBudget(): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    writeBundle(options, bundle) {
      const files = firstLoad(bundle)
      const weigh = (file: string) => {
        const content = readFileSync(join(options.dir ?? '', file))
        return file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length
      }
      const bytes = { all: 0, script: 0 }
      for (const file of files) {
        bytes.all += weigh(file)
        if (file.endsWith('.js')) bytes.script += weigh(file)
      }
      for (const [what, limit] of Object.entries(BUDGET_BYTES)) {
        const weight = what === 'all' ? bytes.all : bytes.script
        const line = `first load, ${what}: ${kilobytes(weight)} of ${kilobytes(limit)} KB gzipped`
        if (weight > limit) this.error(`${line}: too heavy\n${[...files].join('\n')}`)
        this.info(line)
      }
    },
  }
}

/** The page, its entry, the kiosk's chunk, all that these import at once, their styles and the font. */
function firstLoad(bundle: Rolldown.OutputBundle): Set<string> {
  const files = new Set(['index.html'])
  const add = (name: string) => {
    const chunk = bundle[name]
    if (files.has(name) || chunk?.type !== 'chunk') return
    files.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    for (const imported of chunk.imports) add(imported)
  }
  for (const [name, chunk] of Object.entries(bundle)) {
    if (name.endsWith('.woff2')) files.add(name)
    if (chunk.type !== 'chunk') continue
    if (chunk.isEntry || chunk.moduleIds.includes(join(ROOT, KIOSK))) add(name)
  }
  return files
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1)
}

/** Tells two builds of one version apart. */
function sourceHash(): string {
  const hash = createHash('sha256')
  const parts = ['src/app', 'src/core', 'src/device', 'src/i18n', 'sw', 'public']
  for (const part of parts)
    for (const file of globSync('**/*.*', { cwd: join(ROOT, part) }).sort())
      hash.update(file).update(readFileSync(join(ROOT, part, file)))
  return hash.digest('hex').slice(0, 8)
}

function hashOf(path: string) {
  return createHash('sha256').update(readFileSync(path))
}
