// What a device's own report and its silence say: what needs attention, most urgent first.
import type { DeviceRecord } from '../../../core/wire-admin.ts'

/** In the order of urgency. */
const SIGNS = [
  'trouble',
  'missing',
  'quarantined',
  'unsent',
  'silent',
  'clock',
  'full',
  'storage',
  'unpaired',
  'version',
  'revoked',
] as const
export type Sign = (typeof SIGNS)[number]

const DAY_MS = 86_400_000
/** As the dashboard counts active devices. */
const SILENT_MS = 7 * DAY_MS
const LONG_UNSENT_MS = DAY_MS
const WRONG_CLOCK_MS = 5 * 60_000
const FULL_SHARE = 0.9

/** Signs that are told, but do not put a device on top of the list. */
const CALM: readonly Sign[] = ['unpaired', 'version', 'revoked']

export interface Moment {
  /** ms since epoch. */
  now: number
  /** Version of the app on the server. */
  app: string
}

/** A revoked device says only that. */
export function signsOf(device: DeviceRecord, { now, app }: Moment): Sign[] {
  if (device.revokedAt !== null) return ['revoked']
  if (device.seenAt === null) return ['unpaired']
  const { report } = device
  const waitedMs = oldestUnsentMs(device, now)
  const found: Record<Sign, boolean> = {
    trouble: report?.trouble != null,
    missing: device.missing > 0,
    quarantined: (report?.quarantined ?? 0) > 0,
    unsent: waitedMs !== null && waitedMs > LONG_UNSENT_MS,
    silent: now - device.seenAt > SILENT_MS,
    clock: Math.abs(device.offsetMs ?? 0) > WRONG_CLOCK_MS,
    full:
      report?.usedBytes != null &&
      !!report.quotaBytes &&
      report.usedBytes > FULL_SHARE * report.quotaBytes,
    storage: report?.persisted === false,
    version: !!report && report.app !== app,
    unpaired: false,
    revoked: false,
  }
  return SIGNS.filter((sign) => found[sign])
}

export function needsAttention(signs: readonly Sign[]): boolean {
  return signs.some((sign) => !CALM.includes(sign))
}

/** How long the oldest unsent answer has waited, by the server's clock; `null` = nothing waits. */
export function oldestUnsentMs(
  { report, offsetMs }: Pick<DeviceRecord, 'report' | 'offsetMs'>,
  now: number,
): number | null {
  if (!report || report.unsent === 0 || report.oldestUnsentAt === null) return null
  return Math.max(0, now - (report.oldestUnsentAt + (offsetMs ?? 0)))
}

/** Days until its browser removes what it holds, 0 = it may have; `null` = it does not, or was never in contact. */
export function daysToEviction(
  { report, seenAt }: Pick<DeviceRecord, 'report' | 'seenAt'>,
  now: number,
): number | null {
  if (!report?.evictsAfterDays || seenAt === null) return null
  return Math.max(0, report.evictsAfterDays - Math.floor((now - seenAt) / DAY_MS))
}

/** What needs attention on top, by urgency; then by name; what is revoked last. */
export function byAttention(
  devices: readonly DeviceRecord[],
  moment: Moment,
): { device: DeviceRecord; signs: Sign[] }[] {
  const rank = (signs: readonly Sign[]) => {
    const [first] = signs
    if (first === 'revoked') return SIGNS.length + 1
    return first && needsAttention(signs) ? SIGNS.indexOf(first) : SIGNS.length
  }
  return devices
    .map((device) => ({ device, signs: signsOf(device, moment) }))
    .sort(
      (a, b) => rank(a.signs) - rank(b.signs) || a.device.name.localeCompare(b.device.name, 'id'),
    )
}
