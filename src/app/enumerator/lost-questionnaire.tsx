// A draft whose questionnaire is not on this phone any more: its answers can be saved as they are.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { InterviewDraft, Interviews } from '../../device/interviews.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from './panel.tsx'

export interface LostQuestionnaireProps {
  interviews: Interviews
  draft: InterviewDraft
  onDone: () => void
}

export function LostQuestionnaire(props: LostQuestionnaireProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value]
  const [failed, setFailed] = useState(false)
  const finish = () =>
    props.interviews.finish(props.draft, Date.now()).then(props.onDone, () => setFailed(true))
  return (
    <Panel
      title={words.lost.title}
      onBack={props.onDone}
      actions={
        <Button large look="main" onClick={() => void finish()}>
          {words.lost.finish}
        </Button>
      }
    >
      <p>{words.lost.text}</p>
      <p role="alert">{failed && words.saving.failed}</p>
    </Panel>
  )
}
