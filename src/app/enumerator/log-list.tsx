// What this phone noted of itself, the latest first: codes in words, no answers; to read and to save.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LogEntry } from '../../core/log.ts'
import type { Device } from '../../device/device.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { formatMoment } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { logLine, saveLog } from '../log-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import './log-list.css'

export function LogList({ device, id }: { device: Device; id: string }): JSX.Element {
  const words = PHONE_WORDS[language.value]
  const [log, setLog] = useState<LogEntry[] | 'closed' | 'failed'>('closed')
  if (!Array.isArray(log))
    return (
      <>
        <p>
          {log === 'failed'
            ? problemText({ code: 'storage.failed' }, language.value)
            : words.logText}
        </p>
        <Button onClick={() => void device.log().then(setLog, () => setLog('failed'))}>
          {words.logShow}
        </Button>
      </>
    )
  if (log.length === 0) return <p>{words.logNone}</p>
  const lines = log.map(lineOf).reverse()
  return (
    <>
      <ol class="log-list">
        {lines.map(({ key, moment, text }) => (
          <li key={key}>
            <span>{moment}</span> {text}
          </li>
        ))}
      </ol>
      <Button onClick={() => saveLog(id, log)}>{words.logSave}</Button>
    </>
  )
}

function lineOf(entry: LogEntry, place: number) {
  return {
    key: `${entry.at} ${entry.code} ${place}`,
    moment: formatMoment(entry.at, language.value),
    text: logLine(entry, language.value),
  }
}
