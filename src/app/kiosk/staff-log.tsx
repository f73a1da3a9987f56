// What this kiosk noted of itself, the latest first: for the staff to read, and to save for who looks into it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LogEntry } from '../../core/log.ts'
import type { Device } from '../../device/device.ts'
import { STAFF_WORDS } from '../../i18n/kiosk-staff.ts'
import { formatMoment } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { logLine, saveLog } from '../log-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'

export interface StaffLogProps {
  device: Device
  /** The device's id, which names the file. */
  id: string
}

export function StaffLog({ device, id }: StaffLogProps): JSX.Element {
  const words = STAFF_WORDS[language.value].log
  const [log, setLog] = useState<LogEntry[] | 'closed' | 'failed'>('closed')
  return (
    <section class="staff-log" aria-labelledby="staff-log">
      <h2 id="staff-log">{words.title}</h2>
      <p>{words.text}</p>
      {log === 'failed' && <p>{problemText({ code: 'storage.failed' }, language.value)}</p>}
      {Array.isArray(log) ? (
        <Entries log={log} id={id} />
      ) : (
        <Button large onClick={() => void device.log().then(setLog, () => setLog('failed'))}>
          {words.show}
        </Button>
      )}
    </section>
  )
}

function Entries({ log, id }: { log: readonly LogEntry[]; id: string }): JSX.Element {
  const words = STAFF_WORDS[language.value].log
  if (log.length === 0) return <p>{words.none}</p>
  const latest = log.map((entry, place) => ({ ...entry, place })).reverse()
  return (
    <>
      <Button large onClick={() => saveLog(id, log)}>
        {words.save}
      </Button>
      <ol>
        {latest.map((entry) => (
          <li key={entry.place}>
            <span>{formatMoment(entry.at, language.value)}</span>
            {logLine(entry, language.value)}
          </li>
        ))}
      </ol>
    </>
  )
}
