// Before the first question: two sentences on what happens with the answers (UU 27/2022).
import type { ComponentChildren, JSX } from 'preact'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { QuietScreen } from './quiet-screen.tsx'

export interface NoticeProps {
  header: ComponentChildren
  onBegin: () => void
  onCancel: () => void
}

export function Notice(props: NoticeProps): JSX.Element {
  const words = KIOSK_WORDS[language.value].notice
  return (
    <QuietScreen
      title={words.title}
      header={props.header}
      actions={
        <>
          <Button large look="quiet" onClick={props.onCancel}>
            {words.cancel}
          </Button>
          <Button large look="main" onClick={props.onBegin}>
            {words.begin}
            <Icon name="forward" />
          </Button>
        </>
      }
    >
      {words.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </QuietScreen>
  )
}
