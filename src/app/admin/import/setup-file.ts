// A file that a person chose for the import, under the type that the server reads it by.
import type { ImportChange } from '../../../core/wire-admin.ts'

/** As the server takes it. */
const MOST_BYTES = 5 * 1024 * 1024

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const

export interface SetupFile {
  name: string
  content: Blob
}

export type FileTrouble = 'tooLarge' | 'wrongType'

/** By the end of its name: browsers without an office suite know no type for either. */
export function setupFileOf(file: File): SetupFile | FileTrouble {
  const ending = /\.(xlsx|csv)$/i.exec(file.name)?.[1]?.toLowerCase()
  if (ending !== 'xlsx' && ending !== 'csv') return 'wrongType'
  if (file.size > MOST_BYTES) return 'tooLarge'
  return { name: file.name, content: new Blob([file], { type: TYPES[ending] }) }
}

/** How many lines of it change something. */
export function countOf(changes: readonly ImportChange[]): number {
  return changes.filter(({ change }) => change !== 'same').length
}
