// Workbooks (XLSX) as sheets of cells. The work is done in a thread of its own, which cannot hold up or outgrow the server.
import { Worker } from 'node:worker_threads'
import type { Sheet } from './setup-columns.ts'
import type { WorkbookOutcome, WorkbookTask } from './workbook-worker.ts'
import { unpackedBytes } from './zip-size.ts'

/** What a workbook may unpack to. 5,000 rows of long standards are 15 MB. */
const MOST_UNPACKED_BYTES = 50_000_000
const LONGEST_MS = 20_000
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 } as const

export async function writeWorkbook(sheets: Sheet[]): Promise<Uint8Array> {
  const outcome = await inThread({ write: sheets })
  if (outcome && 'bytes' in outcome) return outcome.bytes
  throw new Error('the workbook was not written')
}

/** @returns `null` for what is no workbook, or one that would take too much to read */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Sheet[] | null> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null || unpacked > MOST_UNPACKED_BYTES) return null
  const outcome = await inThread({ read: bytes, mostRows })
  return outcome && 'sheets' in outcome ? outcome.sheets : null
}

/** @returns `null` where the thread took too much time or memory */
function inThread(task: WorkbookTask): Promise<WorkbookOutcome | null> {
  const file = new URL('./workbook-worker.ts', import.meta.url)
  const worker = new Worker(file, { workerData: task, resourceLimits: LIMITS })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS)
    let outcome: WorkbookOutcome | null = null
    worker.once('message', (message: WorkbookOutcome) => {
      outcome = message
      // Its answer is all that is wanted: helpers of the reader may linger.
      void worker.terminate()
    })
    // Out of memory is an error of the thread, not of the server: no outcome says it.
    worker.once('error', () => undefined)
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(outcome)
    })
  })
}
