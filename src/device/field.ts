// What only enumerators and carried files need of the device: loaded when it is asked for, so that no kiosk waits for it.
import type { DeviceReport } from '../core/device-report.ts'
import { createCarrying } from './carried.ts'
import type { Copy } from './copy.ts'
import type { Database, Note } from './db.ts'
import { createDrafts, type InCopy } from './drafts.ts'
import type { Files } from './files.ts'
import { createFinished } from './finished.ts'
import type { Interviews } from './interviews.ts'
import type { Memory } from './memory.ts'
import type { Outbox } from './outbox.ts'
import { createRefusals } from './refusals.ts'
import { createSealing } from './sealing.ts'

export interface Field {
  interviews: Interviews
  files: Files
  /** What a report says of it. */
  reported(): Promise<Pick<DeviceReport, 'drafts' | 'carried' | 'refusals'>>
}

export interface FieldParts {
  database: Database
  outbox: Outbox
  copy: Copy | null
  memory: Memory
  /** Version of the app. */
  app: string
  note: Note
  changed(): void
  /** Something new may be sent. */
  wake(): void
}

export function createField(parts: FieldParts): Field {
  const { database, outbox, copy, memory, app, note, changed, wake } = parts
  const now = () => Date.now()
  const device = () => memory.pairing?.device.id ?? null
  const inCopy = inOrder(copy, () => note('copy.failed'))
  const inFile = new Set<string>()
  const refusals = createRefusals(database, { memory, changed, inCopy })
  return {
    interviews: {
      ...createDrafts(database, { inCopy, changed }),
      ...createFinished({ database, outbox, device, wake, changed, inCopy, inFile }),
      ...refusals,
    },
    files: {
      ...createSealing({ database, memory, app, now, note, changed, inFile }),
      ...createCarrying({ database, memory, now, note, changed }),
    },

    async reported() {
      const [drafts, carried] = await database.read((tx) =>
        Promise.all([tx.objectStore('drafts').count(), tx.objectStore('carried').count()]),
      )
      return { drafts, carried, refusals: await refusals.refusals() }
    },
  }
}

/** One after the other: of two that are written at once, the older could be the one that stays. */
function inOrder(copy: Copy | null, failed: () => void): InCopy {
  let before: Promise<void> = Promise.resolve()
  return (work) => {
    if (copy) before = before.then(() => work(copy)).catch(failed)
    return before
  }
}
