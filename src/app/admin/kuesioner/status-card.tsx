// What is asked now, what would change, and how far the draft is saved; from here it is published or thrown away.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { instrumentName, type PrintedOrder } from '../../../core/instrument.ts'
import type { InstrumentsReply } from '../../../core/wire-admin.ts'
import { discardDraft, fetchInstruments, publishDraft } from '../../../device/admin-api.ts'
import type { Reply } from '../../../device/api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import type { FailedReply } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { changesOf } from './changes.ts'
import { PublishDialog } from './publish-dialog.tsx'
import type { DraftHook } from './use-draft.ts'

export interface StatusCardProps {
  reply: InstrumentsReply
  draft: DraftHook
  order: PrintedOrder
  onReply: (reply: InstrumentsReply) => void
  /** What is on the screen is kept, and made against this. */
  onMine: (reply: InstrumentsReply) => void
}

const UNREACHED: FailedReply = {
  ok: false,
  failure: 'network',
  status: 0,
  problems: [],
  retryAfterMs: null,
}

export function StatusCard(props: StatusCardProps): JSX.Element {
  const { reply, draft, order, onReply } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument
  const [asked, setAsked] = useState<'publish' | 'discard' | null>(null)
  const [done, setDone] = useState('')
  const acting = useActing()
  const changes = changesOf(reply.instrument, draft.instrument, order)
  const touched = changes.length > 0 || !draft.complete || reply.draft !== null
  const taken = (next: InstrumentsReply, said: string) => {
    setAsked(null)
    setDone(said)
    onReply(next)
  }
  const { state } = draft
  const stuck = state !== null && typeof state === 'object'
  /** Where somebody else changed it meanwhile, what was typed stays, and one of the two is chosen first. */
  const unlessChanged = (reply: Reply<InstrumentsReply>) => {
    const changed = !reply.ok && reply.problems.find(({ code }) => code === 'setup.changed')
    if (changed) {
      setAsked(null)
      draft.changed(changed.detail ?? null)
    }
    return reply
  }
  const publish = async () => {
    // What is on the screen is what is published, never what was saved a second before.
    const saved = await draft.flush()
    if (saved === 'stuck') return setAsked(null)
    await acting.run(
      async () => {
        if (saved === 'later') return UNREACHED
        return unlessChanged(await publishDraft({ revision: draft.revision() }))
      },
      (next) => taken(next, w.published(instrumentName(next.instrument))),
    )
  }
  const discard = () =>
    acting.run(
      async () => {
        // One that is on its way would be there again after it was thrown away.
        await draft.drop()
        const reply = await discardDraft({ revision: draft.revision() })
        const none = !reply.ok && reply.problems.some(({ code }) => code === 'instrument.no-draft')
        return none ? fetchInstruments() : unlessChanged(reply)
      },
      (next) => taken(next, ''),
    )
  return (
    <section class="admin-card questionnaire-status" aria-labelledby="status-title">
      <h2 id="status-title">
        {w.now} <Chip tone="plain" text={reply.current} />
      </h2>
      <p class="admin-note">{changes.length > 0 ? w.nowDraft(changes.length) : w.nowSame}</p>
      <SaveState draft={draft} />
      {stuck && 'changedBy' in state && (
        <ChangedMeanwhile
          by={state.changedBy}
          busy={acting.busy}
          onTheirs={() => void acting.run(fetchInstruments, (next) => taken(next, ''))}
          onMine={() => void acting.run(fetchInstruments, props.onMine)}
        />
      )}
      <Notice tone="saved">{draft.state === null && done}</Notice>
      <FailureNotice failure={asked || stuck ? null : acting.failure} />
      {touched && (
        <div class="admin-actions">
          <Button
            look="main"
            disabled={acting.busy || changes.length === 0 || !draft.complete || stuck}
            onClick={() => {
              acting.clear()
              setAsked('publish')
            }}
          >
            {w.publish}
          </Button>
          <Button disabled={acting.busy} onClick={() => setAsked('discard')}>
            {w.discard}
          </Button>
        </div>
      )}
      {asked === 'publish' && (
        <PublishDialog
          changes={changes}
          name={`${reply.instrument.id}@${reply.instrument.version + 1}`}
          acting={acting}
          onPublish={() => void publish()}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'discard' && (
        <Confirm
          title={w.discardSure}
          yes={w.discard}
          no={FRAME_WORDS[language.value].cancel}
          onNo={() => setAsked(null)}
          onYes={() => {
            setAsked(null)
            void discard()
          }}
        >
          <p>{w.discardText}</p>
        </Confirm>
      )}
    </section>
  )
}

function SaveState({ draft }: { draft: DraftHook }): JSX.Element | null {
  const { save } = ADMIN_SURVEY_WORDS[language.value].instrument
  const { state } = draft
  if (state !== null && typeof state === 'object')
    return 'refused' in state ? <Notice tone="problem">{save.refused(state.refused)}</Notice> : null
  return (
    <p class={`save-state save-${state ?? 'none'}`} role="status">
      {state && save[state]}
    </p>
  )
}

/** What this person typed is still on the screen, and nothing of it is sent before one of the two is chosen. */
function ChangedMeanwhile(props: {
  by: string | null
  busy: boolean
  onTheirs: () => void
  onMine: () => void
}): JSX.Element {
  const { changed } = ADMIN_SURVEY_WORDS[language.value].instrument
  return (
    <Notice tone="problem">
      <p>{changed.text(props.by)}</p>
      <div class="admin-actions">
        <Button disabled={props.busy} onClick={props.onTheirs}>
          {changed.theirs}
        </Button>
        <Button disabled={props.busy} onClick={props.onMine}>
          {changed.mine}
        </Button>
      </div>
    </Notice>
  )
}
