// Reads a regency's setup file; every problem is named with its path, and nothing is taken from a file with one.
import type { Parsed, Problem, ProblemCode } from '../core/problem.ts'
import { isCleanText } from '../core/submission.ts'
import { withinUnit } from '../core/unit-tree.ts'
import {
  type Regency,
  type RegencySetup,
  type Service,
  type ServiceStandard,
  UNIT_KINDS,
  type Unit,
} from '../core/wire.ts'
import { DEFAULT_PRINTED_ORDER } from './store/setup.ts'

/** What an id of a unit or a service looks like. */
export const ID = /^[a-z0-9][a-z0-9-]{0,59}$/
const NAME_CHARACTERS = 200
const STANDARD_CHARACTERS = 500
const MOST_RUPIAH = 1e12
const STANDARD_TEXTS = ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'] as const

export function parseSetup(input: unknown): Parsed<RegencySetup> {
  const read = new Reader()
  const file = read.record(input, '', ['note', 'regency', 'units'])
  const regency = readRegency(read, file.regency)
  const units = read.list(file.units, 'units', (unit, path) => readUnit(read, unit, path))
  read.once(units, 'units')
  checkTree(read, units)
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return { ok: true, value: { regency, units } }
}

function readRegency(read: Reader, input: unknown): Regency {
  const fields = ['id', 'name', 'province', 'timezone', 'printedOrder']
  const { id, name, province, timezone, printedOrder } = read.record(input, 'regency', fields)
  if (printedOrder !== undefined && printedOrder !== 'main' && printedOrder !== 'annex')
    read.wrong('field.range', 'regency.printedOrder', 'main, annex')
  const zone = read.text(timezone, 'regency.timezone', NAME_CHARACTERS)
  if (zone !== '' && !isTimezone(zone))
    read.wrong('field.range', 'regency.timezone', 'an IANA name, as in Asia/Jakarta')
  return {
    id: read.id(id, 'regency.id'),
    name: read.text(name, 'regency.name', NAME_CHARACTERS),
    province: read.text(province, 'regency.province', NAME_CHARACTERS),
    timezone: zone,
    printedOrder: printedOrder === 'main' ? 'main' : DEFAULT_PRINTED_ORDER,
  }
}

function readUnit(read: Reader, input: unknown, path: string): Unit {
  const { id, name, short, services, parent, kind, archived } = read.record(input, path, [
    'id',
    'name',
    'short',
    'services',
    'parent',
    'kind',
    'archived',
  ])
  const fullName = read.text(name, `${path}.name`, NAME_CHARACTERS)
  const found = UNIT_KINDS.find((one) => one === kind)
  if (kind !== undefined && !found) read.wrong('field.range', `${path}.kind`, UNIT_KINDS.join(', '))
  // A counter may offer what the unit above it does, an agency nothing itself.
  const bare = services === undefined || (Array.isArray(services) && services.length === 0)
  const mayBeBare = (found !== undefined && found !== 'unit') || typeof parent === 'string'
  const unit: Unit = {
    id: read.id(id, `${path}.id`),
    name: fullName,
    short: short === undefined ? fullName : read.text(short, `${path}.short`, NAME_CHARACTERS),
    services:
      bare && mayBeBare
        ? []
        : read.list(services, `${path}.services`, (s, at) => readService(read, s, at)),
    ...(parent === undefined
      ? {}
      : { parent: parent === null ? null : read.id(parent, `${path}.parent`) }),
    ...(found ? { kind: found } : {}),
    ...(archived === undefined ? {} : { archived: read.flag(archived, `${path}.archived`) }),
  }
  read.once(unit.services, `${path}.services`)
  return unit
}

/** Parents that are in the file, and no ring. */
function checkTree(read: Reader, units: readonly Unit[]): void {
  for (const [i, { id, parent }] of units.entries()) {
    if (!parent) continue
    if (!units.some((unit) => unit.id === parent)) read.wrong('unit.unknown', `units.${i}.parent`)
    else if (withinUnit(units, id).has(parent)) read.wrong('setup.ring', `units.${i}.parent`)
  }
}

function readService(read: Reader, input: unknown, path: string): Service {
  const { id, name, standard, users, freeByLaw, archived } = read.record(input, path, [
    'id',
    'name',
    'standard',
    'users',
    'freeByLaw',
    'archived',
  ])
  return {
    id: read.id(id, `${path}.id`),
    name: read.text(name, `${path}.name`, NAME_CHARACTERS),
    standard: readStandard(read, standard ?? {}, `${path}.standard`),
    ...(users === undefined ? {} : { users: readUsers(read, users, `${path}.users`) }),
    ...(freeByLaw === undefined
      ? {}
      : { freeByLaw: read.text(freeByLaw, `${path}.freeByLaw`, NAME_CHARACTERS) }),
    ...(archived === undefined ? {} : { archived: read.flag(archived, `${path}.archived`) }),
  }
}

function readUsers(read: Reader, input: unknown, path: string): Record<string, number> {
  const users: Record<string, number> = {}
  const given = read.record(input, path, null)
  for (const [period, number] of Object.entries(given)) {
    if (typeof number === 'number' && Number.isInteger(number) && number > 0) users[period] = number
    else read.wrong('field.range', `${path}.${period}`.slice(0, 80), 'a whole number from 1')
  }
  return users
}

function readStandard(read: Reader, input: unknown, path: string): ServiceStandard {
  const fields = read.record(input, path, [...STANDARD_TEXTS, 'biaya'])
  const standard: ServiceStandard = {}
  for (const key of STANDARD_TEXTS)
    if (fields[key] !== undefined)
      standard[key] = read.text(fields[key], `${path}.${key}`, STANDARD_CHARACTERS)
  const { biaya } = fields
  if (biaya === undefined) return standard
  const rupiah = typeof biaya === 'number' && Number.isInteger(biaya)
  if (biaya !== null && !(rupiah && biaya >= 0 && biaya <= MOST_RUPIAH))
    read.wrong('field.range', `${path}.biaya`, 'whole rupiah from 0, or null')
  else standard.biaya = rupiah ? biaya : null
  return standard
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    // The one way to ask: an unknown zone is a RangeError.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Gathers problems; what cannot be read comes back empty, and the problem keeps the file out. */
class Reader {
  readonly problems: Problem[] = []

  wrong(code: ProblemCode, path: string, detail?: string): void {
    this.problems.push(detail === undefined ? { code, path } : { code, path, detail })
  }

  /** @param allowed its keys; `null` = any */
  record(input: unknown, path: string, allowed: readonly string[] | null): Record<string, unknown> {
    if (input === undefined) this.wrong('field.missing', path)
    else if (typeof input !== 'object' || input === null || Array.isArray(input))
      this.wrong('field.type', path, 'object')
    else {
      for (const key of Object.keys(input))
        if (allowed && !allowed.includes(key))
          this.wrong('key.unknown', path ? `${path}.${key}` : key)
      return Object.fromEntries(Object.entries(input))
    }
    return {}
  }

  list<T>(input: unknown, path: string, readItem: (item: unknown, path: string) => T): T[] {
    if (Array.isArray(input) && input.length > 0)
      return input.map((item, i) => readItem(item, `${path}.${i}`))
    if (input === undefined) this.wrong('field.missing', path)
    else this.wrong('field.type', path, 'a list with at least one entry')
    return []
  }

  text(input: unknown, path: string, mostCharacters: number): string {
    if (input === undefined) this.wrong('field.missing', path)
    else if (typeof input !== 'string') this.wrong('field.type', path, 'text')
    else if (input.length > mostCharacters) this.wrong('field.length', path, String(mostCharacters))
    else if (!isCleanText(input)) this.wrong('field.text', path)
    else if (input.trim() === '') this.wrong('field.missing', path)
    else return input
    return ''
  }

  flag(input: unknown, path: string): boolean {
    if (typeof input !== 'boolean') this.wrong('field.type', path, 'boolean')
    return input === true
  }

  id(input: unknown, path: string): string {
    const id = this.text(input, path, NAME_CHARACTERS)
    if (id !== '' && !ID.test(id)) this.wrong('field.range', path, 'a-z, 0-9 and -, at most 60')
    return id
  }

  once(items: readonly { id: string }[], path: string): void {
    const seen = new Set<string>()
    for (const [i, { id }] of items.entries()) {
      if (id !== '' && seen.has(id)) this.wrong('setup.duplicate', `${path}.${i}.id`, id)
      seen.add(id)
    }
  }
}
