// Archive and restore what has answers; delete what never had any. Each asks first.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { UnitsReply } from '../../../core/wire-admin.ts'
import { archive, type Place, remove } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import type { Acting } from '../acting.ts'

interface ArchiveButtonsProps {
  place: Place
  name: string
  archived: boolean
  acting: Acting
  onDone: (reply: UnitsReply) => void
  onRemoved: (reply: UnitsReply) => void
}

export function ArchiveButtons(props: ArchiveButtonsProps): JSX.Element {
  const { place, name, archived, acting } = props
  const w = ADMIN_WORDS[language.value].unit
  const [asked, setAsked] = useState<'archive' | 'remove' | null>(null)
  const setArchived = (to: boolean) => void acting.run(() => archive(place, to), props.onDone)
  const question =
    asked === 'remove'
      ? { title: w.removeTitle(name), text: w.removeText, yes: w.remove }
      : { title: w.archiveTitle(name), text: w.archiveText, yes: w.archive }
  return (
    <>
      {archived ? (
        <Button disabled={acting.busy} onClick={() => setArchived(false)}>
          {w.restore}
        </Button>
      ) : (
        <Button look="quiet" onClick={() => setAsked('archive')}>
          {w.archive}
        </Button>
      )}
      <Button look="quiet" onClick={() => setAsked('remove')}>
        {w.remove}
      </Button>
      {asked && (
        <Confirm
          title={question.title}
          yes={question.yes}
          no={FRAME_WORDS[language.value].cancel}
          onNo={() => setAsked(null)}
          onYes={() => {
            setAsked(null)
            if (asked === 'archive') setArchived(true)
            else void acting.run(() => remove(place), props.onRemoved)
          }}
        >
          <p>{question.text}</p>
        </Confirm>
      )}
    </>
  )
}
