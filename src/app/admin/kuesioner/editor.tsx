// The parts of the questionnaire that a regency decides, beside what the kiosk makes of them.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Catalogue } from '../../../core/wire.ts'
import type { InstrumentsReply } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { ExtrasCard } from './extras-card.tsx'
import { FreeCostCard } from './free-cost-card.tsx'
import { OrderCard } from './order-card.tsx'
import { Preview } from './preview.tsx'
import { StatusCard } from './status-card.tsx'
import { useDraft } from './use-draft.ts'
import { VersionsCard } from './versions-card.tsx'
import { WeightsCard } from './weights-card.tsx'
import './editor.css'

export function Editor(props: { first: InstrumentsReply; catalogue: Catalogue }): JSX.Element {
  const { catalogue } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument
  const order = catalogue.regency.printedOrder
  const [reply, setReply] = useState(props.first)
  const draft = useDraft(props.first, order)
  const { form, change } = draft
  const elements = reply.instrument.elements
  return (
    <div class="questionnaire-editor">
      <div class="questionnaire-parts">
        <StatusCard
          reply={reply}
          draft={draft}
          order={order}
          onReply={(next) => {
            setReply(next)
            draft.restart(next)
          }}
          onMine={(next) => {
            setReply(next)
            draft.keepMine(next)
          }}
        />
        <OrderCard
          elements={elements}
          order={form.printedOrder}
          onChange={(printedOrder) => change({ ...form, printedOrder })}
        />
        <ExtrasCard
          extras={form.extras}
          published={reply.instrument.extras ?? []}
          units={catalogue.units}
          onChange={(extras) => change({ ...form, extras })}
        />
        <WeightsCard
          elements={elements}
          order={form.printedOrder}
          weights={form.weights}
          onChange={(weights) => change({ ...form, weights })}
        />
        <FreeCostCard
          words={form.freeCost}
          units={catalogue.units}
          onChange={(freeCost) => change({ ...form, freeCost })}
        />
        <VersionsCard reply={reply} />
      </div>
      <aside class="questionnaire-preview" aria-label={w.preview.title}>
        <Preview instrument={draft.instrument} catalogue={catalogue} />
      </aside>
    </div>
  )
}
