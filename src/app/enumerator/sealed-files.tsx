// Sealed files, ready to be shared or kept: made before the tap, for a share sheet opens only in the person's own tap.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SealedFile } from '../../device/files.ts'
import { shareable, shareFile } from '../../device/share.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import './sealed-files.css'

export function SealedFiles({ files }: { files: readonly SealedFile[] }): JSX.Element {
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

function OneFile({ file }: { file: SealedFile }): JSX.Element {
  const words = PHONE_WORDS[language.value]
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
  return (
    <>
      <p>{words.fileReady(file.name)}</p>
      <div>
        {shared && (
          <Button look="main" onClick={() => void shareFile(shared)}>
            {words.share}
          </Button>
        )}
        <a class={`button button-${shared ? 'plain' : 'main'}`} href={address} download={file.name}>
          {words.download}
        </a>
      </div>
    </>
  )
}
