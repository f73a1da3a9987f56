// move: a whole database to another place, also from SQLite to PostgreSQL and back, beside a running server.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { databaseName } from '../config.ts'
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { readSurvey } from '../parts.ts'
import { problem } from '../problems.ts'
import { BY_COMMAND, noteAlone } from '../store/audit.ts'
import { CopyDiffers, moveAll, TargetInUse } from '../store/move.ts'
import { openStore, type Store } from '../store/open.ts'
import { verifyTallies } from '../store/rebuild.ts'
import type { Command, Outcome } from './command.ts'
import { failure } from './failure.ts'

const PLACE = 'sqlite:FILE or postgres://user:password@host:port/database'

export const moveCommand: Command = {
  usage: 'move --from sqlite:FILE|postgres://… --to postgres://…|sqlite:FILE',
  options: { from: { type: 'string' }, to: { type: 'string' } },
  required: ['from', 'to'],
  files: 0,
  async runAlone({ values, now }) {
    const [from, to] = [String(values.from), String(values.to)]
    const wrong = [
      ...(isPlace(from) ? [] : [{ code: 'field.range', path: 'from', detail: PLACE } as const]),
      ...(isPlace(to) ? [] : [{ code: 'field.range', path: 'to', detail: PLACE } as const]),
    ]
    if (wrong.length > 0) return { problems: wrong }
    const file = from.startsWith('sqlite:') ? from.slice('sqlite:'.length) : null
    // Opening would make it.
    if (file !== null && !existsSync(file))
      return { problems: [{ code: 'file.unreadable', path: file, detail: 'ENOENT' }] }
    return withStore(from, (source) =>
      withStore(to, (target) => copied(source, target, { to, now })),
    )
  },
}

async function copied(
  source: Store,
  target: Store,
  { to, now }: { to: string; now: number },
): Promise<Outcome> {
  try {
    // In the source and before the copy, so that both have it: a line of its own would make the target one that is in use.
    const detail = { place: nameOf(to) }
    await noteAlone(source.db, { ...BY_COMMAND, at: now, action: 'data.copied', detail })
    const { sums, ...moved } = await moveAll(source.db, target.db)
    const instruments = instrumentsIn(target.db, builtInInstruments())
    const { instrumentNamed } = await readSurvey(target.db, instruments)
    const differences = await verifyTallies(target.db, instrumentNamed)
    return {
      value: { ...moved, ok: differences.length === 0, tables: sums, differences },
      failed: differences.length > 0,
      words: [
        `Disalin dan dibandingkan / Copied and compared: ${sums.submissions.rows} jawaban / answers`,
        ...Object.entries(sums).map(([name, { rows, sha256 }]) => `  ${name}: ${rows}  ${sha256}`),
        differences.length === 0
          ? 'Rekap sama dengan jawabannya / The tallies equal their rows'
          : `${differences.length} rekap berbeda dari jawabannya / tallies differ from their rows`,
        ...(moved.meanwhile > 0 ? [cameMeanwhile(moved.meanwhile)] : []),
        ...SWITCH_OVER,
      ],
    }
  } catch (error) {
    if (error instanceof TargetInUse) throw problem('move.target-used', nameOf(to), error.message)
    if (error instanceof CopyDiffers) throw problem('move.differs', nameOf(to), error.message)
    throw error
  }
}

function cameMeanwhile(count: number): string {
  return `${count} jawaban datang sementara itu / answers came meanwhile`
}

const SWITCH_OVER = [
  'Untuk pindah: hentikan server lama, jalankan perintah ini sekali lagi (hanya yang baru disalin), lalu nyalakan server dengan tujuan ini.',
  'To switch: stop the old server, run this command once more (it copies only what is new), then start the server on the target.',
]

async function withStore(
  place: string,
  work: (store: Store) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const store = await openStore(place, randomUUID(), { hurried: false })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    return failure(error, nameOf(place))
  }
}

function isPlace(text: string): boolean {
  return /^postgres(ql)?:/.test(text) ? URL.canParse(text) : /^sqlite:./.test(text)
}

function nameOf(place: string): string {
  return place.startsWith('sqlite:')
    ? place.slice('sqlite:'.length)
    : databaseName({ databaseUrl: place, dataDirectory: '' })
}
