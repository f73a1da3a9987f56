// One line for each device.
import type { JSX } from 'preact'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { unitName } from '../unit-options.ts'
import { nameOf, seenText, servicesText, toneOf, unsentText } from './device-words.ts'
import type { Sign } from './signs.ts'

interface DeviceRow {
  device: DeviceRecord
  signs: readonly Sign[]
}

export interface DeviceTableProps {
  rows: readonly DeviceRow[]
  units: readonly Unit[]
  at: number
  onOpen: (device: DeviceRecord) => void
}

export function DeviceTable({ rows, units, at, onOpen }: DeviceTableProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  return (
    <DataTable
      caption={w.columns.device}
      rows={rows}
      keyOf={({ device }) => device.id}
      isPast={({ device }) => device.revokedAt !== null}
      columns={[
        { head: w.columns.device, cell: ({ device }) => <Names device={device} /> },
        {
          head: w.columns.unit,
          cell: ({ device }) => (
            <span class="row-name">
              {unitName(units, device.unit)}
              <small>{servicesText(device, units)}</small>
            </span>
          ),
        },
        {
          head: w.columns.seen,
          cell: ({ device }) => (
            <span class="row-name">
              {seenText(device, at)}
              <Unsent device={device} at={at} />
            </span>
          ),
        },
        { head: w.columns.state, cell: ({ signs }) => <SignChips signs={signs} /> },
        {
          head: w.columns.act,
          kind: 'actions',
          cell: ({ device }) => (
            <Button label={w.openNamed(nameOf(device))} onClick={() => onOpen(device)}>
              {w.open}
            </Button>
          ),
        },
      ]}
    />
  )
}

function Names({ device }: { device: DeviceRecord }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  const about = [w.kinds[device.kind], device.place].filter(Boolean).join(' · ')
  return (
    <span class="row-name">
      {nameOf(device)}
      <small>{about}</small>
    </span>
  )
}

function Unsent({ device, at }: { device: DeviceRecord; at: number }): JSX.Element | null {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  if (!device.report || device.report.unsent === 0) return null
  const { count, since } = unsentText(device, at)
  return <small>{[w.unsentCount(count), since].filter(Boolean).join(', ')}</small>
}

function SignChips({ signs }: { signs: readonly Sign[] }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  return (
    <span class="chips">
      {signs.length === 0 && <Chip tone="good" text={w.well} />}
      {signs.map((sign) => (
        <Chip key={sign} tone={toneOf(sign)} text={w.signs[sign]} />
      ))}
    </span>
  )
}
