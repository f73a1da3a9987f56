// The figures of one device, as it last reported them and as the server counts them.
import type { ComponentChildren, JSX } from 'preact'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { DEVICE_RECORD_WORDS } from '../../../i18n/device-record.ts'
import { formatMoment, formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { unitName } from '../unit-options.ts'
import { bytesText, seenText, servicesText, unsentText } from './device-words.ts'
import { daysToEviction } from './signs.ts'
import { offsetText } from './spans.ts'

export interface DeviceFactsProps {
  device: DeviceRecord
  units: readonly Unit[]
  at: number
}

export function DeviceFacts({ device, units, at }: DeviceFactsProps): JSX.Element {
  const { kinds, detail: w } = ADMIN_SURVEY_WORDS[language.value].devices
  const record = DEVICE_RECORD_WORDS[language.value]
  const { report } = device
  const number = (value: number) => formatNumber(value, language.value)
  const moment = (timeMs: number | null) =>
    timeMs === null ? w.none : formatMoment(timeMs, language.value)
  const unsent = unsentText(device, at)
  // The server counts what came; the device may have gone on since it last told of itself.
  const asReported = report && w.asReported(moment(device.reportedAt))
  return (
    <dl class="device-facts">
      <Fact label={w.kind}>{kinds[device.kind]}</Fact>
      <Fact label={w.place}>{device.place || w.none}</Fact>
      <Fact label={w.unit}>{unitName(units, device.unit)}</Fact>
      <Fact label={w.services}>{servicesText(device, units)}</Fact>
      <Fact label={w.seen}>
        {seenText(device, at)}
        {device.seenAt !== null && <small>{moment(device.seenAt)}</small>}
      </Fact>
      <Fact label={w.unsent} note={asReported}>
        {unsent.count}
        {unsent.since && <small>{unsent.since}</small>}
      </Fact>
      <Fact label={w.received}>{number(device.received)}</Fact>
      <Fact label={w.missing}>{number(device.missing)}</Fact>
      {report && (
        <>
          {report.quarantined > 0 && (
            <Fact label={w.quarantined} note={asReported}>
              {number(report.quarantined)}
            </Fact>
          )}
          <Fact label={w.lastSequence} note={asReported}>
            {number(report.lastSequence)}
          </Fact>
          <Fact label={w.clock} note={asReported}>
            {device.offsetMs === null ? w.none : offsetText(device.offsetMs, w)}
          </Fact>
          <Fact label={w.storage} note={asReported}>
            {storageText(device)}
          </Fact>
          <Eviction device={device} at={at} />
          {(report.drafts ?? 0) > 0 && (
            <Fact label={record.drafts} note={asReported}>
              {number(report.drafts ?? 0)}
            </Fact>
          )}
          {(report.carried ?? 0) > 0 && (
            <Fact label={record.carried} note={asReported}>
              {number(report.carried ?? 0)}
            </Fact>
          )}
          <Fact label={w.app} note={asReported}>
            {report.app}
          </Fact>
          <Fact label={w.reported}>{moment(device.reportedAt)}</Fact>
        </>
      )}
      <Fact label={w.added}>{moment(device.createdAt)}</Fact>
      {device.revokedAt !== null && <Fact label={w.revoked}>{moment(device.revokedAt)}</Fact>}
      <Fact label={w.number}>
        <code>{device.id}</code>
      </Fact>
    </dl>
  )
}

interface FactProps {
  label: string
  /** Where it comes from, if not from the server itself. */
  note?: string | null
  children: ComponentChildren
}

function Fact({ label, note, children }: FactProps): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children}
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}

/** How long a browser keeps what nobody looks at, by the last contact. */
function Eviction({ device, at }: { device: DeviceRecord; at: number }): JSX.Element | null {
  const w = DEVICE_RECORD_WORDS[language.value]
  const days = daysToEviction(device, at)
  if (days === null) return null
  return <Fact label={w.eviction}>{days > 0 ? w.evictsIn(days) : w.evicted}</Fact>
}

function storageText({ report }: DeviceRecord): string {
  const { detail: w } = ADMIN_SURVEY_WORDS[language.value].devices
  if (!report) return w.none
  const { persisted, usedBytes, quotaBytes } = report
  const kept = persisted === null ? w.persistedUnknown : persisted ? w.persisted : w.notPersisted
  if (usedBytes === null || quotaBytes === null) return kept
  const bytes = (value: number) => bytesText(value, language.value)
  return `${kept} · ${w.used(bytes(usedBytes), bytes(quotaBytes))}`
}
