// Reads the cells of a setup's file: each as what its column wants, or as a problem that names the cell.
import type { Problem, ProblemCode } from '../core/problem.ts'
import { isCleanText } from '../core/submission.ts'
import type { UnitKind } from '../core/wire.ts'
import { SETUP_LIMITS } from '../core/wire-setup-schema.ts'
import {
  type Cell,
  KIND_WORDS,
  LOCAL_TARIFF,
  NO,
  type Sheet,
  YES,
} from './reports/setup-columns.ts'

/** A row below its headings; `at` counts from 1, as a spreadsheet does. */
export interface Row {
  at: number
  cells: readonly Cell[]
}

/** One table of the file: finds cells by their heading and gathers what is wrong with them. */
export class Table {
  readonly rows: Row[]
  readonly problems: Problem[]
  private readonly sheet: string
  private readonly columns = new Map<string, number>()

  /** @param sheet its name, before every cell; empty = a CSV, which has none */
  constructor({ name, rows }: Sheet, problems: Problem[]) {
    this.sheet = name
    this.problems = problems
    const [headings = [], ...rest] = rows
    for (const [column, heading] of headings.entries()) {
      const key = keyOf(heading)
      if (key === '') continue
      if (this.columns.has(key)) this.wrongColumn(column, String(heading))
      else this.columns.set(key, column)
    }
    this.rows = rest
      .map((cells, i) => ({ at: i + 2, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''))
  }

  /** What stands in a cell, without a judgement; empty where nothing does. */
  raw(row: Row, heading: string): string {
    const value = this.value(row, heading)
    return value === null ? '' : String(value).trim()
  }

  has(heading: string): boolean {
    return this.columns.has(keyOf(heading))
  }

  /** Complains about headings that are missing and about those that nobody knows. */
  expect(required: readonly string[], known: (heading: string) => boolean): void {
    for (const heading of required)
      if (!this.has(heading))
        this.problems.push({
          code: 'import.column',
          ...(this.sheet ? { path: this.sheet } : {}),
          detail: heading,
        })
    for (const [heading, column] of this.columns)
      if (!known(heading)) this.wrongColumn(column, heading)
  }

  /** The cell's name, as in `Layanan!C7`. */
  cell(row: Row, heading: string): string {
    return this.nameOf(this.columns.get(keyOf(heading)) ?? 0, row.at)
  }

  wrong(row: Row, heading: string, code: ProblemCode, detail?: string): null {
    const path = this.cell(row, heading)
    this.problems.push(detail === undefined ? { code, path } : { code, path, detail })
    return null
  }

  /** The text of a cell without blanks around it; `null` = empty, or a problem. */
  text(row: Row, heading: string, mostCharacters: number): string | null {
    const value = this.value(row, heading)
    if (value === null) return null
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') return this.wrong(row, heading, 'import.row', 'text')
    const text = value.trim()
    if (text.length > mostCharacters)
      return this.wrong(row, heading, 'field.length', String(mostCharacters))
    if (!isCleanText(text)) return this.wrong(row, heading, 'field.text')
    return text === '' ? null : text
  }

  /** The same where there must be one; empty after a problem. */
  someText(row: Row, heading: string, mostCharacters: number): string {
    const before = this.problems.length
    const text = this.text(row, heading, mostCharacters)
    if (text === null && this.problems.length === before) this.wrong(row, heading, 'field.missing')
    return text ?? ''
  }

  flag(row: Row, heading: string): boolean {
    const value = this.value(row, heading)
    if (typeof value === 'boolean') return value
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value
    if (word === null || word === '' || word === NO) return false
    if (word !== YES) this.wrong(row, heading, 'import.row', `${YES}, ${NO}`)
    return word === YES
  }

  kind(row: Row, heading: string): UnitKind {
    const word = this.text(row, heading, SETUP_LIMITS.nameCharacters)?.toLowerCase() ?? null
    const kinds = Object.entries(KIND_WORDS) as [UnitKind, string][]
    const found = kinds.find(([kind, words]) => word === words.toLowerCase() || word === kind)
    if (!found && word !== null)
      this.wrong(row, heading, 'import.row', Object.values(KIND_WORDS).join(', '))
    return found?.[0] ?? 'unit'
  }

  /** Rupiah; `null` = set by local tariff; `undefined` = not said. */
  tariff(row: Row, heading: string): number | null | undefined {
    const value = this.value(row, heading)
    if (value === null || value === '') return undefined
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value
    if (word === LOCAL_TARIFF) return null
    if (word === 'gratis') return 0
    return this.whole(row, heading, { least: 0, most: SETUP_LIMITS.rupiah }) ?? undefined
  }

  /** A whole number, also as one writes it, as in `Rp 50.000`. */
  whole(row: Row, heading: string, range: { least: number; most: number }): number | null {
    const value = this.value(row, heading)
    if (value === null || value === '') return null
    const number = typeof value === 'string' ? numberIn(value) : value
    const { least, most } = range
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most)
      return number
    return this.wrong(row, heading, 'import.row', `${least} – ${most}`)
  }

  private value(row: Row, heading: string): Cell {
    const column = this.columns.get(keyOf(heading))
    return column === undefined ? null : (row.cells[column] ?? null)
  }

  private wrongColumn(column: number, heading: string): void {
    const path = this.nameOf(column, 1)
    this.problems.push({ code: 'import.column', path, detail: heading.slice(0, 80) })
  }

  private nameOf(column: number, row: number): string {
    return `${this.sheet ? `${this.sheet}!` : ''}${lettersOf(column)}${row}`
  }
}

function keyOf(heading: Cell): string {
  return heading === null ? '' : String(heading).trim().toLowerCase()
}

/** A column as a spreadsheet names it: 0 is A, 26 is AA. */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter
}

function numberIn(text: string): number | null {
  const digits = /^(?:rp\.?)?\s*(\d{1,3}(?:\.\d{3})+|\d+)$/i.exec(text.trim())?.[1]
  return digits === undefined ? null : Number(digits.replaceAll('.', ''))
}
