// Which numbers of a device have come, and which have not since when, in words.
import type { JSX } from 'preact'
import type { SeriesRecord } from '../../../core/wire-field.ts'
import { DEVICE_RECORD_WORDS } from '../../../i18n/device-record.ts'
import { formatMoment, formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { gapsByDay, runsText } from './runs.ts'

export interface DeviceNumbersProps {
  series: readonly SeriesRecord[]
  /** Name of the one that the device counts on now. */
  now: string
}

export function DeviceNumbers({ series, now }: DeviceNumbersProps): JSX.Element {
  const w = DEVICE_RECORD_WORDS[language.value].numbers
  return (
    <section class="device-numbers" aria-labelledby="device-numbers">
      <h3 id="device-numbers">{w.title}</h3>
      <p class="device-record-lead">{series.length > 1 ? w.wiped : w.lead}</p>
      {series.length === 0 && <p>{w.none}</p>}
      {series.map((one, i) => (
        <div key={one.series}>
          {series.length > 1 && (
            <h4>{one.series === now ? w.storageNow(i + 1) : w.storage(i + 1)}</h4>
          )}
          <Numbers of={one} />
        </div>
      ))}
    </section>
  )
}

function Numbers({ of }: { of: SeriesRecord }): JSX.Element {
  const w = DEVICE_RECORD_WORDS[language.value].numbers
  const moment = (timeMs: number) => formatMoment(timeMs, language.value)
  return (
    <>
      <p>
        {of.has.length === 0 ? (
          w.noneCome
        ) : (
          <>
            <strong>{runsText(of.has, language.value)}</strong>
            {of.more && ` ${w.more}`} {w.come}
          </>
        )}
      </p>
      {gapsByDay(of.missing, language.value).map(({ day, gaps }) => (
        <p key={day} class="device-gap">
          <strong>{runsText(gaps, language.value)}</strong>
          {of.more && ` ${w.more}`} {w.notCome(day)}
        </p>
      ))}
      {of.waiting > 0 && <p>{w.waiting(formatNumber(of.waiting, language.value))}</p>}
      {of.firstAt !== null && of.lastAt !== null && (
        <p class="device-record-lead">{w.between(moment(of.firstAt), moment(of.lastAt))}</p>
      )}
    </>
  )
}
