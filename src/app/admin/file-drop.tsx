// Choose a file, or let it fall here.
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import './file-drop.css'

export interface FileDropProps {
  /** Endings, as in `.xlsx,.csv`. */
  accept: string
  busy: boolean
  words: { choose: string; drop: string }
  onFile: (file: File) => void
}

export function FileDrop({ accept, busy, words, onFile }: FileDropProps): JSX.Element {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file && !busy) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the one for all
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
        accept={accept}
        disabled={busy}
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0])
          // The same file, mended, may be chosen again.
          currentTarget.value = ''
        }}
      />
      <label for={id} class="button button-main">
        {words.choose}
      </label>
      <p class="admin-note">{words.drop}</p>
    </div>
  )
}
