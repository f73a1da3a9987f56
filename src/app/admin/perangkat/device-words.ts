// A device in words: what it is called, what it serves, what its report says.
import { serviceNamed } from '../../../core/unit-tree.ts'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { formatNumber, type Language } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import type { ChipTone } from '../../ui/chip.tsx'
import { oldestUnsentMs, type Sign } from './signs.ts'
import { agoText } from './spans.ts'

/** Devices made on the command line have no name. */
export function nameOf({ name, id }: DeviceRecord): string {
  return name || id
}

/** Ids of the services it serves; `null` = all of its unit. */
export function servedBy({ service, services }: DeviceRecord): readonly string[] | null {
  return services ?? (service === null ? null : [service])
}

export function servicesText(device: DeviceRecord, units: readonly Unit[]): string {
  const served = servedBy(device)
  if (!served) return ADMIN_SURVEY_WORDS[language.value].devices.allServices
  return served.map((id) => serviceNamed(units, device.unit, id)?.service.name ?? id).join(', ')
}

/** @param at now, ms since epoch */
export function seenText({ seenAt }: DeviceRecord, at: number): string {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  return seenAt === null ? w.never : agoText(at - seenAt, w)
}

export function unsentText(device: DeviceRecord, at: number): { count: string; since: string } {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  if (!device.report) return { count: w.noReport, since: '' }
  if (device.report.unsent === 0) return { count: w.nothingUnsent, since: '' }
  const waitedMs = oldestUnsentMs(device, at)
  return {
    count: formatNumber(device.report.unsent, language.value),
    since: waitedMs === null ? '' : w.since(agoText(waitedMs, w)),
  }
}

export function toneOf(sign: Sign): ChipTone {
  if (sign === 'trouble' || sign === 'missing' || sign === 'quarantined') return 'bad'
  return sign === 'unpaired' || sign === 'version' || sign === 'revoked' ? 'plain' : 'warn'
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const
const STEP = 1000

/** `2,1 GB` */
export function bytesText(bytes: number, inLanguage: Language): string {
  let [value, unit] = [bytes, 0]
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP
    unit += 1
  }
  const decimals = value < 10 && unit > 0 ? 1 : 0
  return `${formatNumber(value, inLanguage, decimals)} ${UNITS[unit]}`
}
