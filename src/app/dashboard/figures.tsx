// The figures of one filter, in the order of their use: the number, what is lowest, what to do; then the rest.
import { AttentionCard } from './attention-card.tsx'
import { DaysCard } from './days-card.tsx'
import { ElementsCard } from './elements-card.tsx'
import { ExtrasCard } from './extras-card.tsx'
import type { Filter } from './filter.ts'
import { LevyCard } from './levy-card.tsx'
import { MethodCard } from './method-card.tsx'
import { PrintHead } from './print-head.tsx'
import { RespondentsCard } from './respondents-card.tsx'
import { SummaryCard } from './summary-card.tsx'
import { TrendCard } from './trend-card.tsx'
import { UnitsCard } from './units-card.tsx'
import { comparedRows, type View } from './view.ts'

/** A longer table has two charts beside it, a short one only the trend. */
const FEW_ROWS = 6

interface FiguresProps {
  view: View
  /** Figures of another filter are on their way. */
  busy: boolean
  onFilter: (filter: Filter) => void
}

export function Figures({ view, busy, onFilter }: FiguresProps) {
  return (
    <div class={`figures ${busy ? 'busy' : ''}`} aria-busy={busy}>
      <PrintHead view={view} />
      <div class="first-row">
        <SummaryCard view={view} />
        <ElementsCard view={view} />
        <AttentionCard view={view} id="tindakan" />
      </div>
      <div class={`second-row ${comparedRows(view).length > FEW_ROWS ? 'tall' : ''}`}>
        <UnitsCard view={view} onFilter={onFilter} />
        <TrendCard view={view} />
        <DaysCard view={view} />
      </div>
      <RespondentsCard view={view} />
      <ExtrasCard view={view} />
      <LevyCard view={view} />
      <MethodCard view={view} onFilter={onFilter} />
    </div>
  )
}
