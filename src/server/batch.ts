// Reads the body of a batch: what can be stored, and what is refused by name.
import type { Parsed, Problem } from '../core/problem.ts'
import { type InstrumentNamed, parseSubmission, type Submission } from '../core/submission.ts'
import { BATCH_LIMITS } from '../core/wire.ts'

export interface ReadBatch {
  /** Device clock at sending, ms since epoch. */
  sent: number
  submissions: Submission[]
  refused: { id: string; problems: Problem[] }[]
  /** Of their numbers; empty = none was named. */
  series: string
  /** Who collected them, where it is not who sends them. */
  collectedBy: { device: string; token: string } | null
}

/** A receipt can name any such id, also one that is no UUID. */
const READABLE_ID = /^[\x20-\x7e]{1,64}$/

const FIELDS = ['sent', 'submissions', 'series', 'collectedBy']
const SERIES = /^[A-Za-z0-9_-]{1,40}$/
const IDENTITY = /^[\x21-\x7e]{1,128}$/

/**
 * One wrong submission is refused alone. Where one cannot even be named, the receipt could not name every id:
 * the whole batch is then refused, and the device splits it until the bad one is alone.
 */
export function readBatch(body: unknown, instrumentNamed: InstrumentNamed): Parsed<ReadBatch> {
  if (!isRecord(body)) return wrong('')
  const { sent, submissions, series = '', collectedBy = null } = body
  const unknown = Object.keys(body).find((key) => !FIELDS.includes(key))
  if (unknown !== undefined) return wrong(unknown.slice(0, 80))
  if (!Number.isSafeInteger(sent) || Number(sent) < 0) return wrong('sent')
  if (!Array.isArray(submissions)) return wrong('submissions')
  if (submissions.length > BATCH_LIMITS.items) {
    const detail = String(BATCH_LIMITS.items)
    return { ok: false, problems: [{ code: 'batch.too-many', path: 'submissions', detail }] }
  }
  if (typeof series !== 'string' || (series !== '' && !SERIES.test(series))) return wrong('series')
  if (collectedBy !== null && !isIdentity(collectedBy)) return wrong('collectedBy')
  const read: ReadBatch = { sent: Number(sent), submissions: [], refused: [], series, collectedBy }
  for (const [at, item] of submissions.entries()) {
    if (!isRecord(item)) return wrong(`submissions.${at}`)
    const id = Object.hasOwn(item, 'id') ? item.id : undefined
    if (typeof id !== 'string' || !READABLE_ID.test(id)) return wrong(`submissions.${at}.id`)
    const parsed = parseSubmission(item, instrumentNamed)
    if (parsed.ok) read.submissions.push(parsed.value)
    else read.refused.push({ id, problems: parsed.problems })
  }
  return { ok: true, value: read }
}

function wrong(path: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ code: 'batch.shape', ...(path ? { path } : {}) }] }
}

function isIdentity(value: unknown): value is { device: string; token: string } {
  if (!isRecord(value)) return false
  const isName = (name: unknown) => typeof name === 'string' && IDENTITY.test(name)
  return Object.keys(value).length === 2 && isName(value.device) && isName(value.token)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
