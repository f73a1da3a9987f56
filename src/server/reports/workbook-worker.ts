// Runs in a thread of its own: writes and reads workbooks. What it takes in memory goes with it.
import { parentPort, workerData } from 'node:worker_threads'
import type { Cell, Sheet } from './setup-columns.ts'

/** What the thread is asked for. */
export type WorkbookTask =
  | { write: Sheet[] }
  /** @param mostRows a sheet is cut after so many rows: the reader then sees that there were more */
  | { read: Uint8Array; mostRows: number }

/** What it answers; `unreadable` where the bytes are no workbook. */
export type WorkbookOutcome = { bytes: Uint8Array } | { sheets: Sheet[] } | { unreadable: true }

// Given by `workbook.ts` only.
parentPort?.postMessage(await run(workerData as WorkbookTask))

async function run(task: WorkbookTask): Promise<WorkbookOutcome> {
  return 'write' in task ? { bytes: await write(task.write) } : read(task)
}

async function write(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: writeWorkbook } = await import('write-excel-file/node')
  return writeWorkbook(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: rows[0]?.map(() => ({ width: 24 })) ?? [],
      data: rows.map((row, at) => row.map((cell) => typed(cell, at === 0))),
    })),
  ).toBuffer()
}

/** A text is typed as text: what looks like a formula is none. */
function typed(cell: Cell, heading: boolean) {
  if (cell === null || cell instanceof Date) return null
  if (typeof cell === 'number') return { type: Number, value: cell }
  const fontWeight = heading ? { fontWeight: 'bold' as const } : {}
  return { type: String, value: String(cell), ...fontWeight }
}

async function read({
  read: bytes,
  mostRows,
}: {
  read: Uint8Array
  mostRows: number
}): Promise<WorkbookOutcome> {
  const { default: readWorkbook } = await import('read-excel-file/universal')
  try {
    const sheets = await readWorkbook(new Uint8Array(bytes).buffer, { trim: false })
    return {
      sheets: sheets.map(({ sheet, data }) => ({
        name: sheet,
        // Its types name the class of a date where they mean a date.
        rows: data.slice(0, mostRows) as unknown as Cell[][],
      })),
    }
  } catch {
    // Whatever it stumbled over, the file is not one that can be read.
    return { unreadable: true }
  }
}
