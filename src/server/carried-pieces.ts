// The pieces of a file that was carried by hand, opened in a thread of its own, which cannot hold up or outgrow the server.
import { Worker } from 'node:worker_threads'
import type { CarriedPiece, CarriedTask } from './carried-worker.ts'
import { problem, refuse } from './problems.ts'

/** 67 MB of text take some 400 MB while they are read. */
const LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 } as const
/** What a thread may take for one piece, the opening of the file among it. */
const LONGEST_MS = 60_000

/** Hands out its pieces, each when it is asked for. Throws `carried.format`, `carried.key`, `body.too-large` or `batch.too-many`. */
export async function* carriedPieces(
  task: CarriedTask,
): AsyncGenerator<Exclude<CarriedPiece, { what: 'wrong' | 'end' }>, void> {
  const file = new URL('./carried-worker.ts', import.meta.url)
  const worker = new Worker(file, { workerData: task, resourceLimits: LIMITS })
  try {
    for (;;) {
      const piece = await nextOf(worker)
      if (piece === null) throw problem('carried.format')
      if (piece.what === 'end') return
      if (piece.what === 'wrong') refuse([piece.problem])
      else yield piece
    }
  } finally {
    // Not waited for: one that is at its limits takes its time.
    void worker.terminate()
  }
}

/** @returns `null` where the thread took too much time or memory */
function nextOf(worker: Worker): Promise<CarriedPiece | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(null), LONGEST_MS)
    const gone = () => settle(null)
    function settle(piece: CarriedPiece | null): void {
      clearTimeout(timer)
      worker.off('message', settle).off('error', gone).off('exit', gone)
      resolve(piece)
    }
    worker.once('message', settle).once('error', gone).once('exit', gone)
    worker.postMessage('next')
  })
}
