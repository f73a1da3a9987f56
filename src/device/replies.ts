// Telling our server's answers from anything else that may answer in its place.

import type { ContactReply } from '../core/device-report.ts'
import { instrumentName, parseInstrument } from '../core/instrument.ts'
import { parseReceipt } from '../core/receipt.ts'
import type { DeviceSetup, PairReply, Receipt } from '../core/wire.ts'

// Each reader looks at the fields that a page uses first, and answers `undefined` for anything else. The server's answers are held to
// their schemas by its own tests, so the rest of a shape is taken at its word: that is what each cast says. A setup is read whole,
// for it replaces a good one that may have to last for weeks.

export function asReceipt(body: unknown): Receipt | undefined {
  const receipt = parseReceipt(body)
  return receipt.ok ? receipt.value : undefined
}

export function asContactReply(body: unknown): ContactReply | undefined {
  return has(body, { time: 'number', epoch: 'string' })
    ? (body as unknown as ContactReply)
    : undefined
}

export function asPairReply(body: unknown): PairReply | undefined {
  return has(body, { token: 'string', device: 'object' }) && has(body.device, { id: 'string' })
    ? (body as unknown as PairReply)
    : undefined
}

export function asSetup(body: unknown): DeviceSetup | undefined {
  if (!has(body, { device: 'object', unit: 'object', regency: 'object', simulated: 'boolean' }))
    return undefined
  const { device, unit, above, counterOf, regency, instruments, instrument, published } = body
  const whole =
    has(device, { id: 'string', kind: 'string' }) &&
    has(regency, { id: 'string', name: 'string', timezone: 'string' }) &&
    (regency.printedOrder === 'main' || regency.printedOrder === 'annex') &&
    has(unit, { id: 'string', name: 'string', short: 'string' }) &&
    isListOf(unit.services, { id: 'string', name: 'string', standard: 'object' }) &&
    (above === undefined || Array.isArray(above)) &&
    (counterOf === undefined || typeof counterOf === 'string') &&
    isListOf(published, { service: 'string', from: 'string', n: 'number', ikm: 'number' }) &&
    namesOf(instruments)?.includes(instrument) === true
  return whole ? (body as unknown as DeviceSetup) : undefined
}

/** Names of the instruments; `null` when one cannot be asked. */
function namesOf(instruments: unknown): unknown[] | null {
  if (!Array.isArray(instruments)) return null
  const read = instruments.map(parseInstrument)
  const names = read.flatMap((one) => (one.ok ? [instrumentName(one.value)] : []))
  return names.length === read.length ? names : null
}

/** Whether it is a list of objects with these fields. */
export function isListOf(value: unknown, fields: Fields): boolean {
  return Array.isArray(value) && value.every((one) => has(one, fields))
}

type Fields = Record<string, 'string' | 'number' | 'object' | 'boolean'>

/** Whether it is an object with these fields, each of this `typeof` and none of them `null`. */
export function has(value: unknown, fields: Fields): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Record<string, unknown>
  return Object.entries(fields).every(([key, type]) => {
    return record[key] !== null && typeof record[key] === type
  })
}
