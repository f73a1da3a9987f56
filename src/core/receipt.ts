// Reading what a server answered to a batch: a captive portal's page with status 200 is not a receipt.
import type { Parsed, Problem } from './problem.ts'
import type { Receipt } from './wire.ts'

/** Reads the answer to a batch; anything that is not a whole receipt is a problem, never a partial receipt. */
export function parseReceipt(input: unknown): Parsed<Receipt> {
  if (!isRecord(input)) return wrong('')
  const { stored, known, conflicted, refused, time, epoch } = input
  if (!isIds(stored)) return wrong('stored')
  if (!isIds(known)) return wrong('known')
  if (!isIds(conflicted)) return wrong('conflicted')
  if (!Array.isArray(refused) || !refused.every(isRefusal)) return wrong('refused')
  if (typeof time !== 'number' || !Number.isFinite(time)) return wrong('time')
  if (typeof epoch !== 'string' || epoch === '') return wrong('epoch')
  return { ok: true, value: { stored, known, conflicted, refused, time, epoch } }
}

/** The problems of an error body; `null` when the body is none of ours (a proxy's page). */
export function parseProblems(input: unknown): Problem[] | null {
  if (!isRecord(input) || !Array.isArray(input.problems) || input.problems.length === 0) return null
  return input.problems.every(isProblem) ? input.problems : null
}

function isRefusal(value: unknown): value is { id: string; problems: Problem[] } {
  return isRecord(value) && typeof value.id === 'string' && parseProblems(value) !== null
}

/** A newer server may know codes that this app does not: any word is a code here, and is shown as it is. */
function isProblem(value: unknown): value is Problem {
  return isRecord(value) && typeof value.code === 'string'
}

function isIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(path: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ code: 'field.type', path, detail: 'receipt' }] }
}
