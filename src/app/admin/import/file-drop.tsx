// Choose a file, or let it fall here.
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { language } from '../../state.ts'
import { Notice } from '../../ui/notice.tsx'
import { type FileTrouble, type SetupFile, setupFileOf } from './setup-file.ts'

export function FileDrop(props: { busy: boolean; onFile: (file: SetupFile) => void }): JSX.Element {
  const { busy, onFile } = props
  const w = ADMIN_WORDS[language.value].import
  const id = useId()
  const [over, setOver] = useState(false)
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  const take = (file: File | undefined) => {
    if (!file || busy) return
    const read = setupFileOf(file)
    setTrouble(typeof read === 'string' ? read : null)
    if (typeof read !== 'string') onFile(read)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the one for all */}
      <div
        class={over ? 'file-drop over' : 'file-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files[0])
        }}
      >
        <input
          id={id}
          type="file"
          accept=".xlsx,.csv"
          disabled={busy}
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0])
            // The same file, mended, may be chosen again.
            currentTarget.value = ''
          }}
        />
        <label for={id} class="button button-main">
          {busy ? w.reading : w.choose}
        </label>
        <p class="admin-note">{w.drop}</p>
      </div>
      <Notice tone="problem">{trouble && w[trouble]}</Notice>
    </>
  )
}
