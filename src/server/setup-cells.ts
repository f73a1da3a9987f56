// Reads the cells of a setup's file: each as what its column wants, or as a problem that names the cell.
import type { ProblemCode } from '../core/problem.ts'
import { isCleanText } from '../core/submission.ts'
import type { UnitKind } from '../core/wire.ts'
import type { ImportProblem } from '../core/wire-admin.ts'
import { SETUP_LIMITS } from '../core/wire-setup-schema.ts'
import { formatNumber } from '../i18n/language.ts'
import {
  type Cell,
  FREE,
  KIND_WORDS,
  kindCalled,
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
  readonly problems: ImportProblem[]
  private readonly sheet: string
  private readonly columns = new Map<string, number>()

  /** @param sheet its name, before every cell; empty = a CSV, which has none */
  constructor({ name, rows }: Sheet, problems: ImportProblem[]) {
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
    this.problems.push({
      code,
      path: this.cell(row, heading),
      ...(detail === undefined ? {} : { detail }),
      column: heading,
      found: foundText(this.value(row, heading)),
    })
    return null
  }

  /** The text of a cell without blanks around it; `null` = empty, or a problem. */
  text(row: Row, heading: string, mostCharacters: number): string | null {
    const value = this.value(row, heading)
    if (value === null) return null
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') return this.wrong(row, heading, 'import.row', 'teks')
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
    const word = this.text(row, heading, SETUP_LIMITS.nameCharacters)
    const kind = word === null ? 'unit' : kindCalled(word)
    if (!kind) this.wrong(row, heading, 'import.row', Object.values(KIND_WORDS).join(', '))
    return kind ?? 'unit'
  }

  /** Rupiah; `null` = set by local tariff; `undefined` = not said. */
  tariff(row: Row, heading: string): number | null | undefined {
    const value = this.value(row, heading)
    if (value === null || value === '') return undefined
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value
    if (word === LOCAL_TARIFF) return null
    if (word === FREE) return 0
    const range = { least: 0, most: SETUP_LIMITS.rupiah, also: [FREE, LOCAL_TARIFF] }
    return this.whole(row, heading, range) ?? undefined
  }

  /**
   * A whole number, also as one writes it, as in `Rp 50.000`.
   * @param range.also words that may stand there too, for the problem
   */
  whole(
    row: Row,
    heading: string,
    range: { least: number; most: number; also?: readonly string[] },
  ): number | null {
    const value = this.value(row, heading)
    if (value === null || value === '') return null
    const number = typeof value === 'string' ? numberIn(value) : value
    const { least, most, also = [] } = range
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most)
      return number
    const right = [`${formatNumber(least, 'id')} – ${formatNumber(most, 'id')}`, ...also]
    return this.wrong(row, heading, 'import.row', right.join(', '))
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

const FOUND_CHARACTERS = 80

function foundText(value: Cell): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '')
  return text.trim().slice(0, FOUND_CHARACTERS)
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
