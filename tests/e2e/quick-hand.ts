// A hand that answers a kiosk as fast as it takes taps: thousands of visits in one life of the page.
import type { CDPSession, Page } from 'playwright-core'
import { words } from './kiosk.ts'

/** One life of a page, as the browser counts it after it has thrown away what nobody holds. */
export interface PageWeight {
  heapBytes: number
  listeners: number
  nodes: number
}

/** From the first screen to the first screen, so many times; what is no element is passed over. */
export function answerVisits(page: Page, visits: number): Promise<void> {
  const { attract, notice, form, thanks } = words
  const labels = {
    start: attract.start,
    begin: notice.begin,
    pass: [form.skip, form.send],
    done: thanks.done,
  }
  return page.evaluate(tapThrough, { visits, labels })
}

/** @param devtools a session of the page */
export async function weigh(devtools: CDPSession): Promise<PageWeight> {
  // Twice: what is freed in one round holds on to what is freed in the next.
  for (let round = 0; round < 2; round++) await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const value = (name: string) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return {
    heapBytes: value('JSHeapUsedSize'),
    listeners: value('JSEventListeners'),
    nodes: value('Nodes'),
  }
}

interface Taps {
  visits: number
  labels: { start: string; begin: string; pass: string[]; done: string }
}

/** Runs in the page, and knows nothing but what a person sees there. */
async function tapThrough({ visits, labels }: Taps): Promise<void> {
  const GIVE_UP_MS = 20_000
  const buttons = () => [...document.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  const named = (name: string) =>
    buttons().find((button) => (button.textContent ?? '').trim() === name)
  const title = () => document.querySelector('h1')?.textContent ?? ''
  const until = async <T>(look: () => T | undefined | null | false): Promise<T> => {
    const before = performance.now()
    for (;;) {
      const found = look()
      if (found) return found
      if (performance.now() - before > GIVE_UP_MS) throw new Error(`Stuck at: ${title()}`)
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          port1.close()
          resolve()
        }
        port2.postMessage(null)
      })
    }
  }
  for (let visit = 0; visit < visits; visit++) {
    ;(await until(() => named(labels.start))).click()
    ;(await until(() => named(labels.begin))).click()
    for (;;) {
      const next = await until(() => {
        const done = named(labels.done)
        if (done) return { done, answer: undefined }
        const scores = [...document.querySelectorAll<HTMLButtonElement>('.element-answer')]
        const answer = scores[visit % 4] ?? labels.pass.map(named).find(Boolean)
        return answer && { answer, done: undefined }
      })
      if (next.done) {
        next.done.click()
        break
      }
      const asked = title()
      next.answer.click()
      await until(() => title() !== asked)
    }
  }
}
