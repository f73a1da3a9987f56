// Sealed files, ready to be shared or kept: made before the tap, for a share sheet opens only in the person's own tap.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SealedFile } from '../../device/files.ts'
import { shareable, shareFile } from '../../device/share.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import './sealed-files.css'

/** Another device's file, that goes on from here, is not noted. */
type FileToKeep = Omit<SealedFile, 'kept'> & Partial<Pick<SealedFile, 'kept'>>

export function SealedFiles({ files }: { files: readonly FileToKeep[] }): JSX.Element {
  return (
    <ul class="sealed-files">
      {files.map((file) => (
        <li key={file.name}>
          <OneFile file={file} />
        </li>
      ))}
    </ul>
  )
}

function OneFile({ file }: { file: FileToKeep }): JSX.Element {
  const words = BY_HAND_WORDS[language.value]
  const [shared, setShared] = useState<File | null>(null)
  const [address, setAddress] = useState('')
  useEffect(() => {
    let over = false
    shareable(file).then(
      (ready) => {
        if (!over) setShared(ready)
      },
      // The part that makes it did not load: a download is left.
      () => undefined,
    )
    const url = URL.createObjectURL(new Blob([file.bytes], { type: 'application/octet-stream' }))
    setAddress(url)
    return () => {
      over = true
      URL.revokeObjectURL(url)
    }
  }, [file])
  const share = async (ready: File) => {
    if ((await shareFile(ready)) === 'shared') file.kept?.()
  }
  return (
    <>
      <p>{words.fileReady(file.name)}</p>
      <div>
        {shared && (
          <Button look="main" onClick={() => void share(shared)}>
            {words.share}
          </Button>
        )}
        <a
          class={`button button-${shared ? 'plain' : 'main'}`}
          href={address}
          download={file.name}
          onClick={() => file.kept?.()}
        >
          {words.download}
        </a>
      </div>
    </>
  )
}
