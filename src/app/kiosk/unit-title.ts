// What a kiosk calls the place that it stands at.
import type { DeviceSetup } from '../../core/wire.ts'

/**
 * `Disdukcapil Barito Selatan`: the unit as people call it, and the regency without its kind, unless the unit's name has it.
 * A counter says whose it is instead: `Disdukcapil · Loket 1`.
 */
export function unitTitle({
  unit,
  counterOf,
  regency,
}: Pick<DeviceSetup, 'unit' | 'counterOf' | 'regency'>): string {
  if (counterOf) return `${counterOf} · ${unit.short}`
  const place = regency.name.replace(/^(Kabupaten|Kota)\s+/, '')
  return unit.short.toLowerCase().includes(place.toLowerCase())
    ? unit.short
    : `${unit.short} ${place}`
}
