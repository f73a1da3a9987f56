// Files of other devices that the server would not take: why, and ways to save each, to send it again, and to remove it.
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { CarriedFileHere, SealedFile } from '../../device/files.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { formatMoment } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { SealedFiles } from './sealed-files.tsx'
import './refused-files.css'

export interface RefusedFilesProps {
  files: readonly CarriedFileHere[]
  /** All of them go once more. */
  onRetry: () => void
  onRemove: (id: string) => void
}

export function RefusedFiles({ files, onRetry, onRemove }: RefusedFilesProps): JSX.Element {
  const words = BY_HAND_WORDS[language.value]
  // Each the same object for as long as the list is: what is made of it for sharing is made once.
  const sealed = useMemo(() => files.map(asSealed), [files])
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <>
      {files.map((file, i) => (
        <section key={file.id} class="refused-file">
          <h2>{words.refusedFile.title(formatMoment(file.takenAt, language.value))}</h2>
          {reasonsOf(file).map((text) => (
            <p key={text}>{text}</p>
          ))}
          <SealedFiles files={sealed.slice(i, i + 1)} />
          <div class="refused-file-buttons">
            <Button onClick={onRetry}>{words.refusedFile.retry}</Button>
            <Button onClick={() => setAsked(file.id)}>{words.refusedFile.remove}</Button>
          </div>
        </section>
      ))}
      {asked !== null && (
        <Confirm
          title={words.refusedFile.sure}
          yes={words.refusedFile.yes}
          no={words.cancel}
          onYes={() => {
            setAsked(null)
            onRemove(asked)
          }}
          onNo={() => setAsked(null)}
        >
          <p>{words.refusedFile.text}</p>
        </Confirm>
      )}
    </>
  )
}

function reasonsOf({ problems }: CarriedFileHere): string[] {
  return [...new Set(problems.map((problem) => problemText(problem, language.value)))]
}

/** It stays until the person removes it, wherever else it went. */
function asSealed({ id, bytes }: CarriedFileHere): SealedFile {
  const name = `suara-warga_berkas-lain_${id.slice(0, 8)}.age`
  return { name, bytes, items: 0, kept: () => undefined }
}
