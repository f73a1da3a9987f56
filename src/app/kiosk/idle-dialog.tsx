// "Still here?" with its countdown. Any touch or key ends it; see use-idle.ts.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { KioskWords } from '../../i18n/kiosk.ts'
import { Button } from '../ui/button.tsx'
import './idle-dialog.css'

export interface IdleDialogProps {
  secondsLeft: number
  words: KioskWords
  text: string
}

export function IdleDialog(props: IdleDialogProps): JSX.Element {
  const { words, secondsLeft } = props
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} class="idle-dialog" aria-labelledby="idle-title">
      <p class="idle-dialog-count" aria-hidden="true">
        {secondsLeft}
      </p>
      <h2 id="idle-title">{words.idle.title}</h2>
      <p>{props.text}</p>
      <Button large look="main" autoFocus onClick={() => undefined}>
        {words.idle.stay}
      </Button>
    </dialog>
  )
}
