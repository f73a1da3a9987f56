// What an entry of the trail says of itself, as lines to read: no braces, no quotes, no names of the program.
import type { Unit } from '../../../core/wire.ts'
import type { AdminPeopleWords } from '../../../i18n/admin-people.ts'

export interface DetailLine {
  label: string
  text: string
}

type Words = AdminPeopleWords['audit']
type Fields = Record<string, unknown>

/** Longer is cut: the whole stands in the file. */
const MOST_CHARACTERS = 240

/** What was and what is now become one line for each field that differs. */
export function detailLines(detail: Fields, words: Words): DetailLine[] {
  const { was, is, ...rest } = detail
  const lines = Object.entries(rest).map(([key, value]) =>
    lineOf(key, valueText(value, words), words),
  )
  if (!isFields(was) || !isFields(is)) {
    const sides = { ...('was' in detail ? { was } : {}), ...('is' in detail ? { is } : {}) }
    return [
      ...lines,
      ...Object.entries(sides).map(([key, value]) => lineOf(key, valueText(value, words), words)),
    ]
  }
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return [
    ...keys
      .map((key) => [key, valueText(was[key], words), valueText(is[key], words)] as const)
      .filter(([, before, after]) => before !== after)
      .map(([key, before, after]) => lineOf(key, `${before} ${words.becomes} ${after}`, words)),
    ...lines,
  ]
}

/**
 * What an entry is about, without the kind before it, which the action says: `siti` of `person/siti`. A unit or service
 * that is there still has its name before its id, as in `RSUD · rsud`.
 * @param names by subject
 */
export function subjectText(subject: string, names: ReadonlyMap<string, string>): string {
  // There is one of them only: the action says all.
  if (subject === 'settings') return ''
  const id = subject.replace(/^[a-z]+\//, '')
  const name = names.get(subject)
  return name === undefined ? id : `${name} · ${id}`
}

/** Names of units and services as they are now, by the subject under which the trail has them. */
export function namesIn(units: readonly Unit[]): Map<string, string> {
  return new Map(
    units.flatMap(({ id, name, short, services }) => [
      [`unit/${id}`, name] as const,
      ...services.map(
        (service) => [`service/${id}/${service.id}`, `${service.name}, ${short}`] as const,
      ),
    ]),
  )
}

function lineOf(key: string, text: string, words: Words): DetailLine {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
  return { label: own(words.fields, key) ?? key, text: cut }
}

function valueText(value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return words.empty
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return own(words.values, value) ?? value
  if (Array.isArray(value))
    return value.length === 0 ? words.empty : value.map((one) => valueText(one, words)).join(', ')
  if (!isFields(value)) return String(value)
  return Object.entries(value)
    .map(([key, one]) => `${own(words.fields, key) ?? key}: ${valueText(one, words)}`)
    .join('; ')
}

/** Never what an object inherits: a name typed by a person is a key here. */
function own(words: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
