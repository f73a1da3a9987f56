// Keeps an interview at every tap: one write at a time, always the newest state, and again while the storage fails.

export interface Keeper<Draft> {
  keep(draft: Draft): void
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>
  /** Nothing is written any more: the interview is finished, or was dropped. Resolves when the last write has ended. */
  stop(): Promise<void>
  /** It was not dropped after all: what is newest is written, and what comes. */
  goOn(): void
}

export interface KeeperParts<Draft> {
  write: (draft: Draft) => Promise<void>
  /** Whether what is on the screen is not on disk although it was tried. */
  onFailed: (failed: boolean) => void
  wait: (ms: number) => Promise<void>
}

/** A full disk may be emptied, a closed database opens again. */
const AGAIN_AFTER_MS = 3000

export function createKeeper<Draft>({ write, onFailed, wait }: KeeperParts<Draft>): Keeper<Draft> {
  let next: Draft | null = null
  let running: Promise<void> = Promise.resolve()
  let busy = false
  let stopped = false

  async function run(): Promise<void> {
    busy = true
    while (next !== null && !stopped) {
      const draft = next
      next = null
      try {
        await write(draft)
        onFailed(false)
      } catch {
        // Said on the screen, which still holds it; a newer state counts more.
        next ??= draft
        onFailed(true)
        await wait(AGAIN_AFTER_MS)
      }
    }
    busy = false
  }

  return {
    keep(draft) {
      next = draft
      if (!busy && !stopped) running = run()
    },
    idle: () => running,
    stop() {
      stopped = true
      return running
    },
    goOn() {
      stopped = false
      if (next !== null && !busy) running = run()
    },
  }
}
