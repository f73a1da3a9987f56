// When the dashboard looks again: rarely while all is well, soon after a failure, never unseen.
import { expect, test, vi } from 'vitest'
import { startRefreshing } from '../../../src/app/dashboard/refresher.ts'
import type { Trouble } from '../../../src/app/trouble.ts'

/** A page whose clock is turned by hand. */
function aPage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  const state: { seen: DocumentVisibilityState; trouble: Trouble | null; asked: number } = {
    seen: 'visible',
    trouble: null,
    asked: 0,
  }
  const stop = startRefreshing({
    document: {
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
      get visibilityState() {
        return state.seen
      },
    },
    window: {
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
      setInterval: (run: () => void, ms: number) => Number(setInterval(run, ms)),
      clearInterval,
    },
    trouble: () => state.trouble,
    refresh: () => {
      state.asked += 1
    },
  })
  return { state, stop }
}

test('it asks once a minute, every ten seconds after a failure, and not for what is forbidden', () => {
  vi.useFakeTimers()
  const { state, stop } = aPage()
  const within = (seconds: number) => {
    state.asked = 0
    vi.advanceTimersByTime(seconds * 1000)
    return state.asked
  }
  expect(within(60)).toBe(1)
  state.trouble = 'failed'
  expect(within(60)).toBe(6)
  state.trouble = 'forbidden'
  expect(within(60)).toBe(1)
  Object.assign(state, { trouble: 'offline', seen: 'hidden' })
  expect(within(60)).toBe(0)
  state.seen = 'visible'
  stop()
  expect(within(60)).toBe(0)
  vi.useRealTimers()
})
