// The plans of every hot query on PostgreSQL over many rows, asked of the program itself: what it sends is explained.
import { Kysely, type LogEvent } from 'kysely'
import pg from 'pg'
import type { Submission } from '../../src/core/submission.ts'
import example from '../../src/server/demo/barito-selatan.json' with { type: 'json' }
import { createInstruments } from '../../src/server/instruments.ts'
import { surveyOf } from '../../src/server/parts.ts'
import { parseSetup } from '../../src/server/setup-file.ts'
import { devicesIn } from '../../src/server/store/device-list.ts'
import { deviceByToken } from '../../src/server/store/devices.ts'
import { openDialect } from '../../src/server/store/dialect.ts'
import { seriesOf } from '../../src/server/store/gaps.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import { type Db, openStore } from '../../src/server/store/open.ts'
import { daysWithAnswers, readTallies } from '../../src/server/store/results.ts'
import { accountOfSession } from '../../src/server/store/sessions.ts'
import { settingOf } from '../../src/server/store/settings.ts'
import { regencyOf, writeSetup } from '../../src/server/store/setup.ts'
import { rowsOfDay } from '../../src/server/store/submissions.ts'
import { skm } from '../make.ts'
import { startPostgres } from '../store/postgres.ts'
import { answersOf, take } from './answers.ts'
import type { Row } from './rows.ts'

const BATCH = 500
const SENDERS = 4
const YEAR = { from: '2026-01-01', to: '2026-12-31' }
const ENDS_AT = Date.UTC(2026, 10, 24)

type Delivery = Parameters<typeof storeDeliveries>[1][number]
type Survey = Parameters<typeof storeDeliveries>[2]

/** Prints every plan; one that reads through a whole large table is a budget missed. */
export async function measureExplain(rows: number): Promise<Row[]> {
  const server = await startPostgres({ durable: true })
  const url = server.url('postgres')
  try {
    const store = await openStore(url, 'bench', { hurried: false })
    const setup = parseSetup(example)
    if (!setup.ok) throw new Error(JSON.stringify(setup.problems))
    await writeSetup(store.db, setup.value)
    const survey = surveyOf(await regencyOf(store.db), createInstruments([skm]))
    const begin = performance.now()
    const last = await fill(store.db, survey, rows)
    const seconds = (performance.now() - begin) / 1000
    await store.close()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    // As the post that is explained finds them: not there.
    await client.query('delete from submissions where id = any($1)', [
      replayOf(last).submissions.map(({ id }) => id),
    ])
    await client.query('vacuum analyze')
    const found: Row[] = [
      {
        what: `${rows} rows, stored by ${SENDERS} at a time in this process`,
        budget: '',
        measured: `${Math.round(rows / seconds)}/s; ${await sizesOf(client)}`,
        met: null,
      },
    ]
    for (const [what, ask] of Object.entries(questions(last, survey)))
      for (const query of await queriesOf(url, ask)) {
        const row = await explain(client, what, query)
        found.push(row)
        const index = ARGUED[row.what]
        if (index) found.push(await explain(client, what, { ...query, without: index }))
      }
    await client.end()
    return found
  } finally {
    await server.stop()
  }
}

/** A year of 16 kiosks; as many at a time as server processes would. @returns the last answers */
async function fill(db: Db, survey: Survey, rows: number): Promise<Delivery> {
  const kiosks = Array.from({ length: 16 }, (_, i) => {
    const unit = example.units[i % example.units.length]
    return { unit: unit?.id ?? '', service: unit?.services[0]?.id ?? '', seed: i + 1 }
  })
  let left = rows
  let last: Delivery | null = null
  const sender = async (own: typeof kiosks): Promise<void> => {
    for (let year = 0; left > 0; year++)
      for (const kiosk of own) {
        const startsAt = Date.UTC(2026, 0, 1)
        const answers = answersOf({ ...kiosk, startsAt, seed: kiosk.seed * 7919 + year })
        while (left > 0) {
          const submissions = take(answers, Math.min(BATCH, left))
          if ((submissions.at(-1)?.finishedAt ?? 0) > ENDS_AT) break
          left -= submissions.length
          last = deliveryOf(`kiosk-${kiosk.seed}-${year}`, kiosk.unit, submissions)
          await storeDeliveries(db, [last], survey)
        }
      }
  }
  const share = (n: number) => kiosks.filter((_, i) => i % SENDERS === n)
  await Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(share(n))))
  if (!last) throw new Error('no rows')
  return last
}

function deliveryOf(device: string, unit: string, submissions: Submission[]): Delivery {
  const times = { sent: ENDS_AT, receivedAt: ENDS_AT }
  return { device, series: '', unit, simulated: 0, noteContact: true, submissions, ...times }
}

/** What a server asks again and again, by the call that asks it. */
function questions(last: Delivery, survey: Survey): Record<string, (db: Db) => Promise<unknown>> {
  const instruments = ['skm-2017@1']
  const none = { service: null, before: null, grouped: null, extras: false }
  const unit = { instruments, units: ['disdukcapil'], ...none }
  const regency = { instruments, units: null, ...none }
  return {
    'every request: session': (db) => accountOfSession(db, 'no such hash', ENDS_AT),
    'every post: device': (db) => deviceByToken(db, 'no such hash'),
    'every post: epoch': (db) => settingOf(db, 'epoch'),
    'a post of 100': (db) => storeDeliveries(db, [replayOf(last)], survey),
    'results: a unit, one quarter': (db) =>
      readTallies(db, { ...unit, period: { from: '2026-07-01', to: '2026-09-30' } }),
    'results: a unit, two free days': (db) =>
      readTallies(db, { ...unit, period: { from: '2026-03-10', to: '2026-08-20' } }),
    'results: the regency, a year by month': (db) => readTallies(db, { ...regency, period: YEAR }),
    'results: the regency, a year by day': (db) =>
      readTallies(db, { ...regency, period: YEAR, grouped: { slice: 'all', daily: true } }),
    'results: first and last day': (db) => daysWithAnswers(db, null),
    'admin: devices': (db) => devicesIn(db, null),
    'admin: numbers of a device': (db) => seriesOf(db, last.device),
    'rebuild: the rows of a day': (db) => rowsOfDay(db, '2026-06-15').next(),
  }
}

function replayOf(last: Delivery): Delivery {
  return { ...last, submissions: last.submissions.slice(0, 100) }
}

interface Query {
  sql: string
  parameters: readonly unknown[]
  /** An index to do without, to see what it is there for. */
  without?: string
}

/** What each index is there for: the same query is explained without it, too. */
const ARGUED: Record<string, string> = {
  'results: a unit, one quarter: select from tallies': 'tallies_by_grain_slice_unit_period',
  'results: the regency, a year by month: select from tallies':
    'tallies_by_grain_slice_period_unit',
  'admin: missing numbers of a device: select from submissions': 'submissions_by_device_sequence',
  'rebuild: the rows of a day: select from submissions': 'submissions_by_day_id',
}

/** The queries that a call sends, each shape once. */
async function queriesOf(url: string, ask: (db: Db) => Promise<unknown>): Promise<Query[]> {
  const shapes = new Map<string, Query>()
  const log = ({ query: { sql, parameters } }: LogEvent) => {
    if (/^\s*(select|insert|update|delete|with)/.test(sql)) shapes.set(sql, { sql, parameters })
  }
  const { dialect } = openDialect({ kind: 'postgres', url }, false)
  const db: Db = new Kysely({ dialect, log })
  try {
    await ask(db)
  } finally {
    await db.destroy()
  }
  return [...shapes.values()]
}

async function explain(client: pg.Client, what: string, query: Query): Promise<Row> {
  const { sql, parameters, without } = query
  await client.query('begin')
  try {
    if (without) await client.query(`drop index ${without}`)
    // The rows of the post are there by now: as a first post finds it, they are not.
    if (sql.startsWith('insert into "submissions"'))
      await client.query('delete from submissions where id = any($1)', [idsAmong(parameters)])
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers) ${sql}`,
      [...parameters],
    )
    const nodes = nodesOf(rows.map((row) => row['QUERY PLAN']))
    const short = sql.replace(/(\$\d+, ?){3,}/g, '… ').slice(0, 160)
    const title = without ? `${what}, without ${without}` : what
    console.info(`\n-- ${title}\n-- ${short}\n${nodes.filter((node) => !isIdle(node)).join('\n')}`)
    const text = nodes.join('\n')
    return {
      what: without ? `  without ${without}` : `${what}: ${kindOf(sql)}`,
      budget: without ? '' : 'by an index',
      measured: `${timeOf(text, 'Planning')} + ${timeOf(text, 'Execution')} ms, ${pagesOf(text)} pages`,
      met: without ? null : !nodes.some(readsThrough),
    }
  } finally {
    await client.query('rollback')
  }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7/

function idsAmong(parameters: readonly unknown[]): unknown[] {
  return parameters.filter((value) => typeof value === 'string' && ID.test(value))
}

/** A plan's nodes, each with its own lines. */
function nodesOf(lines: readonly string[]): string[] {
  const nodes: string[] = []
  for (const line of lines) {
    if (nodes.length === 0 || /->|^Planning/.test(line)) nodes.push(line)
    else nodes.push(`${nodes.pop()}\n${line}`)
  }
  return nodes
}

/** A partition that the plan names and did not look into, or that is empty. */
function isIdle(node: string): boolean {
  return node.includes('never executed') || /Seq Scan on submissions.*rows=0.00 loops/.test(node)
}

const MANY_ROWS = 1000

/** A large table that is read from its first page to its last. */
function readsThrough(node: string): boolean {
  if (!/Seq Scan on (submissions|tallies)/.test(node)) return false
  const given = Number(/actual .*rows=([\d.]+)/.exec(node)?.[1] ?? 0)
  const removed = Number(/Rows Removed by Filter: (\d+)/.exec(node)?.[1] ?? 0)
  return given + removed > MANY_ROWS
}

function kindOf(sql: string): string {
  return (
    /^(select .*? from "\w+"|insert into "\w+"|update "\w+"|\w+)/s
      .exec(sql)?.[0]
      .replace(/^select .* from/s, 'select from')
      .replaceAll('"', '') ?? ''
  )
}

function timeOf(plan: string, of: string): string {
  return new RegExp(`${of} Time: ([\\d.]+)`).exec(plan)?.[1] ?? '?'
}

/** 8 KB pages that the whole statement touched: the first line of buffers is that of the outermost node. */
function pagesOf(plan: string): number {
  const line = /Buffers: (.*)/.exec(plan)?.[1] ?? ''
  return [...line.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, m) => sum + Number(m[1]), 0)
}

async function sizesOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{
    name: string
    mb: number
  }>(`select name, round(sum(pg_total_relation_size(oid)) / 1e6)::int as mb
    from (select oid, case when relname like 'submissions%' then 'submissions' else relname end as name
      from pg_class where relkind = 'r' and (relname like 'submissions%' or relname = 'tallies')) as tables
    group by name order by name`)
  return rows.map(({ name, mb }) => `${name} ${mb} MB with indexes`).join(', ')
}
