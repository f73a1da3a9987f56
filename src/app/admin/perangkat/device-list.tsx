// The list of devices: searched, by unit, and what needs attention on top.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { withinUnit } from '../../../core/unit-tree.ts'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber, formatTime } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { CheckField, SelectField, TextField } from '../../ui/field.tsx'
import { APP_VERSION } from '../../version.ts'
import { unitName, unitOptions } from '../unit-options.ts'
import { DeviceTable } from './device-table.tsx'
import { nameOf } from './device-words.ts'
import { byAttention, needsAttention } from './signs.ts'

export interface DeviceListProps {
  devices: readonly DeviceRecord[]
  units: readonly Unit[]
  /** When they were read, ms since epoch. */
  at: number
  mayChange: boolean
  onOpen: (device: DeviceRecord) => void
}

export function DeviceList(props: DeviceListProps): JSX.Element {
  const { devices, units, at, onOpen } = props
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  const [searched, setSearched] = useState('')
  const [unit, setUnit] = useState('')
  const [revokedToo, setRevokedToo] = useState(false)
  const within = unit === '' ? null : withinUnit(units, unit)
  const all = byAttention(devices, { now: at, app: APP_VERSION })
  const placed = all.filter(({ device }) => !within || within.has(device.unit))
  const sought = placed.filter(({ device }) => matches(device, searched, units))
  const rows = sought.filter(({ device }) => revokedToo || device.revokedAt === null)
  const attention = rows.filter(({ signs }) => needsAttention(signs)).length
  const number = (count: number) => formatNumber(count, language.value)
  if (devices.length === 0)
    return (
      <section class="admin-card" aria-label={FRAME_WORDS[language.value].sections.perangkat}>
        <p class="admin-none">{props.mayChange ? w.none : w.noneToRead}</p>
      </section>
    )
  return (
    <section class="admin-card" aria-label={FRAME_WORDS[language.value].sections.perangkat}>
      <div class="admin-tools">
        <TextField type="search" label={w.search} value={searched} onInput={setSearched} />
        <SelectField
          label={w.unit}
          value={unit}
          options={[{ value: '', text: w.allUnits }, ...unitOptions(units, unit || null)]}
          onChange={setUnit}
        />
      </div>
      {devices.some(({ revokedAt }) => revokedAt !== null) && (
        <CheckField label={w.revokedToo} checked={revokedToo} onChange={setRevokedToo} />
      )}
      <p class="admin-count">
        <span role="status">
          {w.count(number(rows.length), number(devices.length))}
          {attention > 0 && (
            <>
              {' · '}
              <strong>{w.attention(number(attention))}</strong>
            </>
          )}
        </span>
        {' · '}
        {w.refreshed(formatTime(at, language.value))}
      </p>
      {rows.length > 0 ? (
        <DeviceTable rows={rows} units={units} at={at} onOpen={onOpen} />
      ) : (
        <p class="admin-none">
          {placed.length === 0 ? w.noneInUnit : sought.length === 0 ? w.noMatch : w.onlyRevoked}
        </p>
      )}
    </section>
  )
}

function matches(device: DeviceRecord, searched: string, units: readonly Unit[]): boolean {
  const sought = searched.trim().toLocaleLowerCase('id')
  return [nameOf(device), device.place, unitName(units, device.unit), device.id].some((text) =>
    text.toLocaleLowerCase('id').includes(sought),
  )
}
