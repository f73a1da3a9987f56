// What the server keeps of one device beside its report: the numbers that came, and its log. Read when it is opened.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { fetchDevice } from '../../../device/admin-api.ts'
import { DEVICE_RECORD_WORDS } from '../../../i18n/device-record.ts'
import { failureText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useLoaded } from '../loaded.ts'
import { DeviceLog } from './device-log.tsx'
import { DeviceNumbers } from './device-numbers.tsx'
import './device-record.css'

export function DeviceRecordOf({ device }: { device: DeviceRecord }): JSX.Element {
  const w = DEVICE_RECORD_WORDS[language.value].numbers
  const { loaded, reload } = useLoaded((signal) => fetchDevice(device.id, signal))
  const said = `${device.reportedAt} ${device.received} ${device.missing}`
  const shown = useRef(said)
  useEffect(() => {
    if (shown.current !== said) reload()
    shown.current = said
  }, [said, reload])
  if (loaded.state === 'loading')
    return (
      <p class="device-record-wait" role="status">
        {w.loading}
      </p>
    )
  if (loaded.state === 'failed')
    return (
      <Notice tone="problem">
        {w.failed} {failureText(loaded.reply, language.value)}
        <div class="admin-actions">
          <Button onClick={reload}>{w.retry}</Button>
        </div>
      </Notice>
    )
  const { series, log } = loaded.value
  return (
    <>
      <DeviceNumbers series={series} now={device.report?.series ?? ''} />
      <DeviceLog device={device.id} log={log} />
    </>
  )
}
