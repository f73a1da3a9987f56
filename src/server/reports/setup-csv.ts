// The setup's CSV: written for a spreadsheet, and read as one writes it, with commas or semicolons.
import { plainCell } from '../../core/spreadsheet.ts'
import type { Cell } from './setup-columns.ts'

// Both packages are loaded when a file is first asked for: the server at rest has no use for them.
export async function writeCsv(rows: readonly Cell[][]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync')
  return stringify([...rows], {
    bom: true,
    record_delimiter: 'windows',
    cast: { string: marked },
  })
}

/** @returns `null` for what is no CSV in UTF-8 */
export async function readCsv(bytes: Uint8Array, mostRows: number): Promise<Cell[][] | null> {
  const { parse } = await import('csv-parse/sync')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const [headings = ''] = text.split(/\r?\n/, 1)
    const rows: string[][] = parse(text, {
      bom: true,
      // Where a comma is for decimals, spreadsheets part cells by semicolons.
      delimiter: count(headings, ';') > count(headings, ',') ? ';' : ',',
      relax_column_count: true,
      to: mostRows,
    })
    return rows.map((row) => row.map((cell) => (cell === '' ? null : unmarked(cell))))
  } catch {
    // Broken UTF-8 or an open quotation mark: not one that can be read.
    return null
  }
}

/** A text that looks like a formula, or like one that was marked, gets a mark that reading takes away again. */
function marked(text: string): string {
  return isMarkable(text) ? `'${text}` : text
}

function unmarked(cell: string): string {
  const rest = cell.slice(1)
  return cell.startsWith("'") && isMarkable(rest) ? rest : cell
}

function isMarkable(text: string): boolean {
  const bare = text.replace(/^'+/, '')
  return plainCell(bare) !== bare
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1
}
