// Every kiosk and enumerator's telephone: what needs attention first, and what can be done with each.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { mayDo } from '../../../core/roles.ts'
import type { DeviceRecord, NewCode } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatTime } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SectionHead } from '../section-head.tsx'
import type { SectionProps } from '../section-props.ts'
import { Failed, Loading } from '../states.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { DeviceDialog } from './device-dialog.tsx'
import { DeviceForm } from './device-form.tsx'
import { DeviceList } from './device-list.tsx'
import { useDevices } from './use-devices.ts'
import '../list-section.css'

type Open =
  | { dialog: 'new' }
  | { dialog: 'detail' | 'edit'; id: string }
  | { dialog: 'code'; given: NewCode; seenAt: number | null }
  | null

export function Section({ session }: SectionProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  const [open, setOpen] = useState<Open>(null)
  const [done, setDone] = useState('')
  const { shown, trouble, reload } = useDevices(open?.dialog === 'code')
  const mayChange = mayDo(session.role, 'devices.change')
  const title = FRAME_WORDS[language.value].sections.perangkat
  const head = (
    <>
      <SectionHead title={title}>
        {mayChange && shown && (
          <Button look="main" onClick={() => setOpen({ dialog: 'new' })}>
            {w.add}
          </Button>
        )}
      </SectionHead>
      <p class="admin-lead">{w.lead}</p>
    </>
  )
  if (!shown)
    return (
      <>
        {head}
        {trouble ? <Failed trouble={trouble} onRetry={reload} /> : <Loading />}
      </>
    )
  const { devices, catalogue, at } = shown
  const { units } = catalogue
  const device = open && 'id' in open ? devices.find(({ id }) => id === open.id) : undefined
  const close = () => setOpen(null)
  const changed = (said: string) => {
    setDone(said)
    close()
    reload()
  }
  const paired = (given: NewCode, seenAt: number | null) => {
    setDone('')
    setOpen({ dialog: 'code', given, seenAt })
    reload()
  }
  return (
    <>
      {head}
      <div class="admin-notices">
        <Notice tone="info">{trouble && w.stale(formatTime(at, language.value))}</Notice>
        <Notice tone="saved">{done}</Notice>
      </div>
      <DeviceList
        mayChange={mayChange}
        devices={devices}
        units={units}
        at={at}
        onOpen={({ id }) => {
          setDone('')
          setOpen({ dialog: 'detail', id })
        }}
      />
      {open?.dialog === 'new' && (
        <DeviceForm
          units={units}
          device={null}
          onClose={close}
          onAdded={(given) => paired(given, null)}
          onRenew={() => changed('')}
          onChanged={changed}
        />
      )}
      {device && open?.dialog === 'edit' && (
        <DeviceForm
          units={units}
          device={device}
          onClose={() => setOpen({ dialog: 'detail', id: device.id })}
          onAdded={(given) => paired(given, device.seenAt)}
          onRenew={() => changed('')}
          onChanged={changed}
        />
      )}
      {device && open?.dialog === 'detail' && (
        <DeviceDialog
          device={device}
          units={units}
          at={at}
          mayChange={mayChange}
          onClose={close}
          onEdit={() => setOpen({ dialog: 'edit', id: device.id })}
          onCode={(given) => paired(given, device.seenAt)}
          onRevoked={(said) => changed(said)}
        />
      )}
      {open?.dialog === 'code' && (
        <CodeDialog
          given={open.given}
          paired={isPaired(devices, open.given, open.seenAt)}
          onAgain={(given) => paired(given, open.seenAt)}
          onClose={close}
        />
      )}
    </>
  )
}

/** It was in contact since the code was made. */
function isPaired(
  devices: readonly DeviceRecord[],
  { device }: NewCode,
  seenAt: number | null,
): boolean {
  const now = devices.find(({ id }) => id === device.id)
  return !!now && now.revokedAt === null && now.seenAt !== null && now.seenAt !== seenAt
}
