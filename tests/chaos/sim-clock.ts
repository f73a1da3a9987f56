// A clock that jumps from one event to the next: months of waiting pass while a few promises are settled.

export interface SimClock {
  /** Simulated ms. */
  now(): number
  /** Calls at a time from now, ms. @returns the way to call it off */
  after(ms: number, call: () => void): () => void
  /** Until nothing is planned any more, or `done`. */
  run(done: () => boolean): Promise<void>
}

interface Event {
  at: number
  order: number
  call: () => void
  off: boolean
}

export function createSimClock(): SimClock {
  const heap: Event[] = []
  let now = 0
  let order = 0

  function push(event: Event): void {
    let at = heap.push(event) - 1
    for (let up = (at - 1) >> 1; at > 0 && before(event, heap[up]); up = (at - 1) >> 1) {
      heap[at] = heap[up] as Event
      heap[up] = event
      at = up
    }
  }

  function pop(): Event | undefined {
    const [first] = heap
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    let at = 0
    heap[0] = last
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const least = before(heap[right], heap[left]) ? right : left
      if (!before(heap[least], last)) return first
      heap[at] = heap[least] as Event
      heap[least] = last
      at = least
    }
  }

  return {
    now: () => now,
    after(ms, call) {
      const event = { at: now + Math.max(0, ms), order: order++, call, off: false }
      push(event)
      return () => {
        event.off = true
      }
    },
    async run(done) {
      // What an event has settled may plan the next one.
      for (await settled(); !done(); await settled()) {
        const event = pop()
        if (!event) return
        if (event.off) continue
        now = event.at
        event.call()
      }
    },
  }
}

function before(one: Event | undefined, other: Event | undefined): boolean {
  if (!one || !other) return one !== undefined
  return one.at < other.at || (one.at === other.at && one.order < other.order)
}

/** All promise work that is ready is done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
