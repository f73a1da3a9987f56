// Reads the plain text of a file that was carried by hand, as input of anybody.
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { RefusalCount } from '../core/device-report.ts'
import { logEntrySchema, refusalSchema } from '../core/device-report-schema.ts'
import { LOG_LIMITS, type LogEntry } from '../core/log.ts'
import type { Parsed, Problem } from '../core/problem.ts'
import {
  type InstrumentNamed,
  isCleanText,
  parseSubmission,
  type Submission,
} from '../core/submission.ts'
import { CARRIED_LIMITS, type CarriedFile, type CarriedParcel } from '../core/wire-field.ts'
import { list, moment, name, object, series } from '../core/wire-schema.ts'

/** The file as far as it is checked here: the submissions are read piece by piece. */
export type ReadFile = Omit<CarriedFile, 'parcels'> & {
  parcels: (Omit<CarriedParcel, 'submissions'> & { submissions: unknown[] })[]
}

/** One device has few identities and series. */
const MOST_PARCELS = 500
/** 1 January 10000, as for the times of a submission. */
const LATEST_MS = 253_402_300_800_000
const identity = { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' } as const
const anything = { type: 'array' } as const

const schema = object(
  {
    format: { const: 'suara-warga-file@1' },
    app: name,
    written: { ...moment, maximum: LATEST_MS },
    parcels: {
      ...list(
        object(
          {
            device: identity,
            token: identity,
            series,
            submissions: anything,
            refusals: anything,
          },
          ['series', 'refusals'],
        ),
      ),
      maxItems: MOST_PARCELS,
    },
    log: anything,
  },
  ['log'],
)
const ajv = new Ajv2020({ strict: false })
const fits = ajv.compile<ReadFile>(schema)
const isRefusal = ajv.compile<RefusalCount>(refusalSchema)
const isLogEntry = ajv.compile<LogEntry>(logEntrySchema)
const MOST_REFUSALS = 500

export function readCarried(text: string): Parsed<ReadFile> {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return wrong({ code: 'carried.format' })
  }
  if (!fits(file)) {
    const path = fits.errors?.[0]?.instancePath.slice(1).replaceAll('/', '.')
    return wrong({ code: 'carried.format', ...(path ? { path } : {}) })
  }
  const items = file.parcels.reduce((sum, { submissions }) => sum + submissions.length, 0)
  if (items > CARRIED_LIMITS.items)
    return wrong({ code: 'batch.too-many', path: 'parcels', detail: String(CARRIED_LIMITS.items) })
  return { ok: true, value: { ...file, ...asides(file) } }
}

/** What is said beside the answers never stands in their way: what of it cannot be read is left out. */
function asides({ parcels, log = [] }: ReadFile): Pick<ReadFile, 'parcels' | 'log'> {
  return {
    log: log.filter((entry) => isLogEntry(entry)).slice(-LOG_LIMITS.kept),
    parcels: parcels.map(({ refusals = [], ...parcel }) => ({
      ...parcel,
      refusals: refusals
        .filter((one) => isRefusal(one) && isCleanText(one.assignment ?? ''))
        .slice(0, MOST_REFUSALS),
    })),
  }
}

/** What the receipt can name. */
const READABLE_ID = /^[\x20-\x7e]{1,64}$/

/**
 * One that cannot be read is refused alone; where it has no readable id, the receipt names its place in the file.
 * @param place.from how many of the parcel came before
 */
export function readPiece(
  items: readonly unknown[],
  place: { path: string; from: number },
  instrumentNamed: InstrumentNamed,
): { submissions: Submission[]; refused: { id: string; problems: Problem[] }[] } {
  const submissions: Submission[] = []
  const refused: { id: string; problems: Problem[] }[] = []
  for (const [i, item] of items.entries()) {
    const id = idOf(item)
    if (id === null) {
      const problem: Problem = { code: 'batch.shape', path: `${place.path}.${place.from + i}` }
      refused.push({ id: '', problems: [problem] })
      continue
    }
    const parsed = parseSubmission(item, instrumentNamed)
    if (parsed.ok) submissions.push(parsed.value)
    else refused.push({ id, problems: parsed.problems })
  }
  return { submissions, refused }
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, 'id')) return null
  const { id } = item as { id: unknown }
  return typeof id === 'string' && READABLE_ID.test(id) ? id : null
}

function wrong(problem: Problem): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [problem] }
}
