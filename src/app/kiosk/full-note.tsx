// On the screen of an answer that found no room: what the staff can do about it.
import type { JSX } from 'preact'
import { FULL_WORDS } from '../../i18n/kiosk-staff.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'

export function FullNote({ onFile }: { onFile: () => void }): JSX.Element {
  return (
    <>
      <p>{problemText({ code: 'storage.full' }, language.value)}</p>
      <Button large onClick={onFile}>
        {FULL_WORDS[language.value].offer}
      </Button>
    </>
  )
}
