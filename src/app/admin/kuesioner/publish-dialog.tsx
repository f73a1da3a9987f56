// What publishing changes and what it means, before it is done.
import type { JSX } from 'preact'
import { ADMIN_SURVEY_WORDS, type AdminSurveyWords } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import type { Acting } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import type { InstrumentChange } from './changes.ts'

export interface PublishDialogProps {
  changes: readonly InstrumentChange[]
  /** Of the version that it makes. */
  name: string
  acting: Acting
  onPublish: () => void
  onClose: () => void
}

export function PublishDialog(props: PublishDialogProps): JSX.Element {
  const { changes, acting } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument
  const means = changes.some(({ kind }) => kind === 'weights')
    ? [...w.means, w.meansWeights]
    : w.means
  return (
    <Modal title={w.publishTitle} onClose={props.onClose} wide>
      <div class="publish-dialog">
        <h3>{w.publishChanges}</h3>
        <ul>
          {changes.map((change) => {
            const text = changeText(change, w)
            return <li key={text}>{text}</li>
          })}
        </ul>
        <h3>{w.publishMeans}</h3>
        <ul>
          {means.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
      <FailureNotice failure={acting.failure} />
      <div class="modal-actions">
        <Button look="main" disabled={acting.busy} onClick={props.onPublish}>
          {w.publishDo(props.name)}
        </Button>
        <Button autoFocus onClick={props.onClose}>
          {FRAME_WORDS[language.value].cancel}
        </Button>
      </div>
    </Modal>
  )
}

function changeText(change: InstrumentChange, w: AdminSurveyWords['instrument']): string {
  const { changes } = w
  switch (change.kind) {
    case 'order':
      return changes.order(w.order[change.to])
    case 'weights':
      return change.equal ? changes.weightsEqual : changes.weights
    case 'extraAdded':
    case 'extraRemoved':
    case 'extraChanged':
      return changes[change.kind](change.question)
    default:
      return changes[change.kind]
  }
}
