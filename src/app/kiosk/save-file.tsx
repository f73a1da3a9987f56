// An answer that the storage would not take, behind the staff's PIN: it goes into a sealed file with all else that waits.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Device, SubmissionDraft } from '../../device/device.ts'
import type { SealedFile } from '../../device/files.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { FULL_WORDS } from '../../i18n/kiosk-staff.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { QuietScreen } from './quiet-screen.tsx'
import { PinScreen } from './staff-gate.tsx'

export interface SaveFileProps {
  device: Device
  draft: SubmissionDraft
  simulated: boolean
  /** Back to the answer, which is still tried to be saved. */
  onClose: () => void
  /** It is in a file: the next person may come. */
  onDone: () => void
}

export function SaveFile(props: SaveFileProps): JSX.Element {
  const [open, setOpen] = useState(false)
  if (open) return <FileScreen {...props} />
  return (
    <PinScreen
      device={props.device}
      simulated={props.simulated}
      onClose={props.onClose}
      onOpen={async () => setOpen(true)}
    />
  )
}

function FileScreen({ device, draft, simulated, onClose, onDone }: SaveFileProps): JSX.Element {
  const words = FULL_WORDS[language.value]
  const [files, setFiles] = useState<SealedFile[]>([])
  const [failed, setFailed] = useState(false)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    sealedWith(device, draft).then(setFiles, () => setFailed(true))
  }, [])
  const all = files.length > 0 && files.every(({ name }) => taken.has(name))
  return (
    <QuietScreen
      title={words.title}
      simulated={simulated}
      actions={
        <>
          <Button large look="quiet" onClick={onClose}>
            {KIOSK_WORDS[language.value].form.back}
          </Button>
          {files.map((file) => (
            <Button
              key={file.name}
              large
              look={taken.has(file.name) ? 'plain' : 'main'}
              onClick={() => {
                download(file)
                file.kept()
                setTaken(new Set([...taken, file.name]))
              }}
            >
              {words.save(file.items)}
            </Button>
          ))}
          {all && (
            <Button large look="main" onClick={onDone}>
              {words.done}
            </Button>
          )}
        </>
      }
    >
      <div role="status">
        <p>{failed ? words.failed : all ? words.saved : words.text}</p>
      </div>
    </QuietScreen>
  )
}

/** Rejects where no file can be made. */
async function sealedWith(device: Device, draft: SubmissionDraft): Promise<SealedFile[]> {
  const { finishedAt, durationMs, ...given } = draft
  const { files } = await device.field()
  const unsaved = { ...given, spentMs: durationMs, at: '', changedAt: finishedAt }
  const sealing = await files.sealUnsent({ draft: unsaved, finishedAt })
  if (!sealing.ok) throw new Error(sealing.why)
  return sealing.files
}

function download({ name, bytes }: SealedFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
