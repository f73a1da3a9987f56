// What a device noted of itself, the latest first: codes in words, to read and to save.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LogEntry } from '../../../core/log.ts'
import { DEVICE_RECORD_WORDS } from '../../../i18n/device-record.ts'
import { formatMoment, formatNumber } from '../../../i18n/language.ts'
import { logDetail } from '../../../i18n/log.ts'
import { logText, saveLog } from '../../log-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'

/** As many as one looks through; the rest when asked for. */
const SHOWN = 10

export function DeviceLog({
  device,
  log,
}: {
  device: string
  log: readonly LogEntry[]
}): JSX.Element {
  const w = DEVICE_RECORD_WORDS[language.value].log
  const [all, setAll] = useState(false)
  const latest = log.map((entry, place) => ({ ...entry, place })).reverse()
  return (
    <section class="device-log" aria-labelledby="device-log">
      <h3 id="device-log">{w.title}</h3>
      <p class="device-record-lead">{log.length === 0 ? w.none : w.lead}</p>
      {log.length > 0 && (
        <>
          <DataTable
            caption={w.title}
            rows={all ? latest : latest.slice(0, SHOWN)}
            keyOf={({ place }) => String(place)}
            columns={[
              { head: w.what, cell: (entry) => logText(entry, language.value) },
              {
                head: w.at,
                cell: ({ at }) => (
                  <span class="device-log-at">{formatMoment(at, language.value)}</span>
                ),
              },
              { head: w.detail, cell: (entry) => logDetail(entry, language.value) ?? w.noDetail },
            ]}
          />
          <div class="admin-actions">
            {!all && log.length > SHOWN && (
              <Button onClick={() => setAll(true)}>
                {w.all(formatNumber(log.length, language.value))}
              </Button>
            )}
            <Button onClick={() => saveLog(device, log)}>{w.save}</Button>
          </div>
        </>
      )}
    </section>
  )
}
