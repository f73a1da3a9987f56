// Tells the server how this device is: when something that matters has changed, and at least every hour.
import type { DeviceReport } from '../core/device-report.ts'

export interface ContactParts {
  /** How the device is now; `null` when there is nobody to tell it to: not paired, or no server within reach. */
  report(): Promise<DeviceReport | null>
  /** @returns whether the server took it */
  send(report: DeviceReport): Promise<boolean>
  /** Calls once, after so many ms. */
  later(ms: number, call: () => void): void
  /** Milliseconds of a clock that only runs forward. */
  now(): number
}

export interface Contact {
  /** Something may have changed. @param anew says it also when nothing did: the server may be another one by now */
  look(anew?: boolean): void
}

/** An answer is saved, sent and acknowledged in less: on a slow link nothing stands in its way, and nothing is left to say. */
const GATHER_MS = 3000
const LEAST_MS = 60_000
/** A little less than an hour, for a look comes every five minutes. */
const MOST_MS = 54 * 60_000

export function createContact({ report, send, later, now }: ContactParts): Contact {
  let planned = false
  let saidAt = Number.NEGATIVE_INFINITY
  /** What matters of the last report that was taken; `null` = to be said again. */
  let said: string | null = null

  async function speak(): Promise<void> {
    const what = await report()
    if (!what) return
    const { app, unsent, quarantined, persisted, trouble, refusals, carried } = what
    const facts = [app, unsent, quarantined, persisted, trouble, refusals, carried]
    const matters = JSON.stringify(facts)
    if (matters === said && now() - saidAt < MOST_MS) return
    saidAt = now()
    said = null
    if (await send(what)) said = matters
    // From the answer on: a server that takes one a minute then takes the next.
    saidAt = now()
  }

  return {
    look(anew = false) {
      if (anew) said = null
      if (planned) return
      planned = true
      later(Math.max(GATHER_MS, saidAt + LEAST_MS - now()), () => {
        planned = false
        // What fails is said with the next look.
        speak().catch(() => undefined)
      })
    },
  }
}
