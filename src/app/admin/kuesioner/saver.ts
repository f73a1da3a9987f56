// Saves what is typed by itself: after a pause, one at a time, the last one last, and again until it is there.

/** `later`: nothing answered, worth trying again. `refused`: it must be changed first. `changed`: somebody else did, meanwhile. */
export type SaveOutcome =
  | { outcome: 'saved' }
  | { outcome: 'later' }
  | { outcome: 'refused'; why: string }
  | { outcome: 'changed'; by: string | null }

export type SaverState =
  | 'saved'
  | 'saving'
  | 'failed'
  | { refused: string }
  | { changedBy: string | null }

export interface SaverParts<T> {
  save(value: T): Promise<SaveOutcome>
  report(state: SaverState): void
  /** Calls back after so many ms. @returns takes it back */
  after(ms: number, then: () => void): () => void
}

export interface Saver<T> {
  /** The newest value; the one before, if it still waits, need not be saved. */
  change(value: T): void
  /** Nothing more to save: what waits is dropped. */
  drop(): void
  /** Saves at once what waits. @returns `stuck`: the server does not take the last one, and a person must look at it */
  flush(): Promise<'saved' | 'later' | 'stuck'>
}

const PAUSE_MS = 700
const AGAIN_MS = [3_000, 10_000, 30_000] as const

export function createSaver<T>(parts: SaverParts<T>): Saver<T> {
  let waiting: { value: T } | null = null
  let running: Promise<void> | null = null
  let stop: () => void = () => undefined
  let failures = 0
  let stuck = false

  function later(ms: number): void {
    stop()
    stop = parts.after(ms, () => void run())
  }

  function run(): Promise<void> {
    running ??= saveWaiting().finally(() => {
      running = null
    })
    return running
  }

  async function saveWaiting(): Promise<void> {
    while (waiting) {
      const one = waiting
      parts.report('saving')
      const result = await parts.save(one.value)
      if (waiting !== one) continue
      if (result.outcome === 'later') {
        parts.report('failed')
        later(AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)] ?? PAUSE_MS)
        return
      }
      failures = 0
      waiting = null
      stuck = result.outcome !== 'saved'
      parts.report(stateOf(result))
    }
  }

  return {
    change(value) {
      waiting = { value }
      stuck = false
      later(PAUSE_MS)
    },
    drop() {
      stop()
      waiting = null
      stuck = false
    },
    async flush() {
      stop()
      await run()
      if (waiting !== null) return 'later'
      return stuck ? 'stuck' : 'saved'
    },
  }
}

function stateOf(result: Exclude<SaveOutcome, { outcome: 'later' }>): SaverState {
  if (result.outcome === 'saved') return 'saved'
  return result.outcome === 'refused' ? { refused: result.why } : { changedBy: result.by }
}
