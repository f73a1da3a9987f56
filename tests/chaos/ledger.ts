// What people were told, and whether the server has it: the invariants that every run ends with.
import { hash } from 'node:crypto'
import { canonicalText, type Submission } from '../../src/core/submission.ts'

interface Told {
  hash: string
  /** What it may be as well: a correction that did not resolve. */
  other?: string
  device: string
  sequence: number
}

/** A row as the server has it. */
export interface Row {
  id: string
  hash: string
  device: string
  sequence: number | bigint
  answers: string
}

/** Numbers that `verify` misses. */
export interface Gap {
  device: string
  from: number
  to: number
}

export interface Ledger {
  /** The person saw "tersimpan". */
  told(submission: Submission, device: string): void
  /** It was told, and is being corrected: the server may have it either way. */
  maybe(corrected: Submission): void
  /** From now on it is so and not otherwise. */
  only(submission: Submission): void
  /** It was told, but no server can read it: it must stay on its device, refused. */
  poisoned(submission: Submission, device: string): void
  /** The save did not resolve: it may come, whole, or never. */
  tried(draft: Omit<Submission, 'sequence'>): void
  isPoisoned(id: string): boolean
  isTold(id: string): boolean
  readonly saved: number
  /** Takes the rows one by one; what is wrong, with the ids. */
  check(rows: AsyncIterable<Row>): Promise<string[]>
  /** Every gap is one of those that nobody could read. */
  checkGaps(gaps: readonly Gap[]): string[]
}

const MOST_NAMED = 20

export function createLedger(): Ledger {
  const told = new Map<string, Told>()
  const tried = new Set<string>()
  const poisoned = new Map<string, Told>()
  const seen = new Set<string>()

  function wrongOf(row: Row): string | null {
    const expected = told.get(row.id)
    if (seen.has(row.id)) return `twice in the server: ${row.id}`
    seen.add(row.id)
    if (!expected) return tried.has(row.id) ? null : `nobody saved it: ${row.id}`
    if (row.device !== expected.device)
      return `${row.id} is of ${expected.device}, not ${row.device}`
    if (Number(row.sequence) !== expected.sequence)
      return `${row.id} has number ${row.sequence}, saved as ${expected.sequence}`
    const known = row.hash === expected.hash || row.hash === expected.other
    return known ? null : `other content: ${row.id}`
  }

  return {
    told: (submission, device) => void told.set(submission.id, toldOf(submission, device)),
    poisoned: (submission, device) => void poisoned.set(submission.id, toldOf(submission, device)),
    maybe(corrected) {
      const before = told.get(corrected.id)
      if (before) told.set(corrected.id, { ...before, other: hashOf(corrected) })
    },
    only(submission) {
      const before = told.get(submission.id)
      if (before) told.set(submission.id, toldOf(submission, before.device))
    },
    tried: (draft) => void tried.add(draft.id),
    isPoisoned: (id) => poisoned.has(id),
    isTold: (id) => told.has(id),
    get saved() {
      return told.size
    },

    async check(rows) {
      const wrong: string[] = []
      for await (const row of rows) {
        const found = wrongOf(row)
        if (found) wrong.push(found)
      }
      const lost = [...told].filter(([id]) => !seen.has(id))
      for (const [id, { device, sequence }] of lost)
        wrong.push(`saved and lost: ${id}, number ${sequence} of ${device}`)
      return shortened(wrong)
    },

    checkGaps(gaps) {
      const unread = new Set(
        [...poisoned.values()].map(({ device, sequence }) => `${device} ${sequence}`),
      )
      const wrong = gaps.flatMap(({ device, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => `${device} ${from + i}`).filter(
          (number) => !unread.has(number),
        ),
      )
      return shortened(wrong.map((number) => `number missing: ${number}`))
    },
  }
}

function toldOf(submission: Submission, device: string): Told {
  const { sequence } = submission
  return { hash: hashOf(submission), device, sequence }
}

function hashOf(submission: Submission): string {
  return hash('sha256', canonicalText(submission), 'base64url')
}

function shortened(wrong: string[]): string[] {
  if (wrong.length <= MOST_NAMED) return wrong
  return [...wrong.slice(0, MOST_NAMED), `… and ${wrong.length - MOST_NAMED} more`]
}
