// What the home screen shows of this phone, read again whenever something changed, one reading at a time.
import { useEffect, useState } from 'preact/hooks'
import type { RefusalCount } from '../../core/device-report.ts'
import type { Assignment } from '../../core/wire.ts'
import type { Device, DeviceStatus } from '../../device/device.ts'
import type { Field } from '../../device/field.ts'
import type { InterviewDraft, InterviewRow, LocalProgress } from '../../device/interviews.ts'

export interface Phone {
  status: DeviceStatus
  drafts: InterviewDraft[]
  /** The latest finished ones, the latest first. */
  latest: InterviewRow[]
  /** `null` = there is no assignment. */
  progress: LocalProgress | null
  refusals: RefusalCount[]
}

/** More than a day's work of one person is not read before the first picture. */
const LATEST = 12

/** @returns the last that could be read, and whether reading fails now */
export function usePhone(
  device: Device,
  field: Field,
  assignment: Assignment | null,
): { phone: Phone | null; failed: boolean; read: () => void } {
  const [state, setState] = useState<{ phone: Phone | null; failed: boolean }>({
    phone: null,
    failed: false,
  })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let over = false
    let busy = false
    let again = false
    const look = async () => {
      if (busy) {
        again = true
        return
      }
      busy = true
      do {
        again = false
        const next = await phoneNow(device, field, assignment).catch(() => null)
        if (over) return
        setState((was) => (next ? { phone: next, failed: false } : { ...was, failed: true }))
      } while (again)
      busy = false
    }
    void look()
    const stop = device.subscribe(() => void look())
    return () => {
      over = true
      stop()
    }
  }, [device, field, assignment, round])
  return { ...state, read: () => setRound((n) => n + 1) }
}

async function phoneNow(
  device: Device,
  field: Field,
  assignment: Assignment | null,
): Promise<Phone> {
  const { interviews } = field
  const [status, drafts, latest, progress, refusals] = await Promise.all([
    device.status(),
    interviews.drafts(),
    interviews.finished(LATEST),
    assignment && interviews.progressOf(assignment.id, assignment.received),
    interviews.refusals(),
  ])
  return { status, drafts, latest, progress, refusals }
}
