// How far the figures can be relied on, and how they are made.
import { GRADE_FROM, GRADES, LEAST_N_FOR_GRADE } from '../../core/grade.ts'
import { WEIGHT_MODES } from '../../core/wire.ts'
import { DashCard } from './dash-card.tsx'
import type { Filter } from './filter.ts'
import { namedElements } from './names.ts'
import { PlainTable } from './plain-table.tsx'
import { type Say, useSay } from './say.ts'
import { SelectPill } from './select-pill.tsx'
import type { View } from './view.ts'
import { exactText, ownWeights } from './weights-text.ts'
import './method-card.css'

interface MethodCardProps {
  view: View
  onFilter: (filter: Filter) => void
}

export function MethodCard({ view, onFilter }: MethodCardProps) {
  const say = useSay()
  const { w, number } = say
  const { main, filter } = view
  const weights = ownWeights(main, view.catalogue, { words: w, language: say.language })
  const elements = namedElements(view.catalogue, w, say.language)
  return (
    <DashCard id="keandalan" title={w.method.title} class="method-card">
      <div class="halves">
        <div>
          <p class="label">{w.method.alpha}</p>
          <p class="alpha">{main.alpha === null ? w.table.none : number(main.alpha, 3)}</p>
          <p class="note">
            {main.alpha === null ? w.method.alphaNone : w.method.alphaWhy(number(main.complete))}
          </p>
          {main.complete < main.n && (
            <p class="note">{w.summary.incomplete(number(main.n - main.complete))}</p>
          )}
          <p class="label">{w.method.weights}</p>
          <SelectPill
            label={w.method.weights}
            value={filter.weights}
            options={WEIGHT_MODES.map((mode) => ({
              value: mode,
              text: mode === 'exact' ? exactText(main, view.catalogue, w) : w.method.modes[mode],
            }))}
            onChange={(weights) => onFilter({ ...filter, weights })}
          />
          {weights && <p class="note">{weights}</p>}
          <p class="note">{w.method.weightsWhy}</p>
          <p class="note">{w.method.text(gradeLimits(say), LEAST_N_FOR_GRADE)}</p>
        </div>
        <div>
          <p class="label">{w.method.validity}</p>
          <PlainTable
            caption={w.method.validity}
            head={[w.method.element, w.method.correlation]}
            rows={elements.map(({ key, code, full }) => {
              const r = main.itemTotal[key] ?? null
              return [`${code} ${full}`, r === null ? w.table.none : number(r, 3)]
            })}
          />
        </div>
      </div>
    </DashCard>
  )
}

/** `A 88,31–100,00; B 76,61–88,30; …` */
function gradeLimits({ number }: Say): string {
  return GRADES.map((grade, i) => {
    const above = GRADES[i - 1]
    const to = above ? GRADE_FROM[above] - 0.01 : 100
    return `${grade}\u00a0${number(GRADE_FROM[grade], 2)}–${number(to, 2)}`
  }).join('; ')
}
