// What an entry of the trail says of itself, as lines to read: no braces, no quotes, no names of the program.
import type { AdminPeopleWords } from '../../../i18n/admin-people.ts'

export interface DetailLine {
  label: string
  text: string
}

type Words = AdminPeopleWords['audit']

/** Longer is cut: the whole stands in the file. */
const MOST_CHARACTERS = 240

export function detailLines(detail: Record<string, unknown>, words: Words): DetailLine[] {
  return Object.entries(detail).map(([key, value]) => ({
    label: words.fields[key] ?? key,
    text: cut(valueText(value, words)),
  }))
}

function valueText(value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return words.empty
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value))
    return value.length === 0 ? words.empty : value.map((one) => valueText(one, words)).join(', ')
  if (typeof value !== 'object') return String(value)
  const record = value as Record<string, unknown>
  if ('before' in record && 'after' in record)
    return `${valueText(record.before, words)} ${words.becomes} ${valueText(record.after, words)}`
  return Object.entries(record)
    .map(([key, one]) => `${words.fields[key] ?? key}: ${valueText(one, words)}`)
    .join('; ')
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
}
