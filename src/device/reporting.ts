// The contact with its real parts: what this device says of itself, and what the answer changes here.
import type { DeviceReport } from '../core/device-report.ts'
import { LOG_LIMITS } from '../core/log.ts'
import { postContact, type Reply } from './api.ts'
import { type Contact, createContact } from './contact.ts'
import type { Diary, Room } from './diary.ts'
import type { Memory } from './memory.ts'
import { notedOutbox } from './noted.ts'
import type { Outbox } from './outbox.ts'
import { evictsAfterDays, storageUse } from './persistence.ts'

/** What a report takes from the device's status. */
interface Standing {
  unsent: number
  oldestUnsentAt: number | null
  refused: number
  sequence: number
  series?: string
  storagePersisted: boolean | null
  trouble: string | null
  room: Room
}

export interface ReportingParts {
  /** Version of the app. */
  app: string
  memory: Memory
  outbox: Outbox
  diary: Diary
  status(): Promise<Standing>
  /** What an enumerator's device says besides. */
  fieldReport(): Promise<Partial<DeviceReport>>
  noteAccess(reply: Reply<unknown>): void
  /** The server was restored from a backup: what it had acknowledged waits again. */
  offeredAgain(): void
}

export function createReporting(parts: ReportingParts): Contact {
  const { app, memory, diary, status, fieldReport, noteAccess, offeredAgain } = parts
  const outbox = notedOutbox(parts.outbox, diary.note)
  return createContact({
    async report() {
      diary.lookAtClock()
      const now = await status()
      // Where nothing goes out, a report would not either.
      if (!memory.pairing || now.trouble === 'network' || now.trouble === 'reply.foreign')
        return null
      const evicts = evictsAfterDays()
      return {
        sent: Date.now(),
        app,
        unsent: now.unsent,
        oldestUnsentAt: now.oldestUnsentAt,
        quarantined: now.refused,
        lastSequence: now.sequence,
        ...(now.series && { series: now.series }),
        persisted: now.storagePersisted,
        trouble: now.trouble ?? (now.room === 'none' ? 'storage.full' : null),
        ...(evicts !== null && { evictsAfterDays: evicts }),
        log: await diary.latest(LOG_LIMITS.sent),
        ...(await storageUse()),
        ...(await fieldReport()),
      }
    },
    async send(report) {
      const asked = memory.pairing
      if (!asked) return false
      const reply = await postContact(asked.token, report)
      if (memory.pairing?.token !== asked.token) return false
      noteAccess(reply)
      // A device that has nothing to send would never learn that its server was restored from a backup.
      if (reply.ok && (await outbox.noteEpoch(reply.value.epoch)) > 0) offeredAgain()
      return reply.ok
    },
    later: (ms, call) => setTimeout(call, ms),
    now: () => performance.now(),
  })
}
