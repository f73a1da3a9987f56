// How much each element counts: equally, or as the regency has decided; the sum is watched as it is typed.
import type { JSX } from 'preact'
import type { PrintedOrder, ServiceElement } from '../../../core/instrument.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import {
  beyondOne,
  type Fraction,
  isSame,
  NOTHING,
  numberOf,
  readWeight,
  sumOf,
  WHOLE,
  writeDecimal,
  writeSpan,
  writeWeight,
} from './weights.ts'

export interface WeightsCardProps {
  elements: readonly ServiceElement[]
  /** In which they are listed. */
  order: PrintedOrder
  /** As typed; `null` = equal. */
  weights: readonly string[] | null
  onChange: (weights: string[] | null) => void
}

export function WeightsCard(props: WeightsCardProps): JSX.Element {
  const { elements, order, weights, onChange } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.weights
  // Weights stand in the order of the elements, whichever is printed.
  const listed = elements
    .map((element, i) => ({ element, i }))
    .sort((a, b) => a.element.number[order] - b.element.number[order])
  const equal = () => elements.map(() => `1/${elements.length}`)
  return (
    <section class="admin-card" aria-labelledby="weights-title">
      <h2 id="weights-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <RadioField
        legend={w.title}
        quiet
        value={weights === null ? 'equal' : 'own'}
        options={[
          { value: 'equal', text: w.equal(elements.length) },
          { value: 'own', text: w.own },
        ]}
        onChange={(which) => onChange(which === 'equal' ? null : equal())}
      />
      {weights !== null && (
        <div class="weights-list">
          <p class="admin-note">{w.hint}</p>
          {listed.map(({ element, i }) => (
            <TextField
              key={element.key}
              label={(language.value === 'en' ? element.en : element).name}
              code
              value={weights[i] ?? ''}
              problem={readWeight(weights[i] ?? '') ? null : w.unreadable}
              onInput={(typed) =>
                onChange(weights.map((weight, other) => (other === i ? typed : weight)))
              }
            />
          ))}
          <Sum weights={weights} />
          <div class="admin-actions">
            <Button onClick={() => onChange(equal())}>{w.makeEqual}</Button>
          </div>
        </div>
      )}
    </section>
  )
}

function Sum({ weights }: { weights: readonly string[] }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.weights
  const decimalSign = language.value === 'id' ? ',' : '.'
  const sum = sumOf(weights.map(readWeight))
  // Decimals add up to a decimal: a fraction would be a number that nobody typed.
  const fractions = weights.some((typed) => typed.includes('/'))
  const right = sum !== null && isSame(sum, WHOLE)
  return (
    <p class={right ? 'weights-sum right' : 'weights-sum'} role="status">
      <span>{w.sum}</span>
      <strong>{sum ? written(sum) : '–'}</strong>
      <span>{sum && judged(sum)}</span>
    </p>
  )

  function written(total: Fraction): string {
    return fractions
      ? writeWeight(numberOf(total), decimalSign)
      : writeDecimal(numberOf(total), decimalSign)
  }

  function judged(total: Fraction): string {
    const beyond = beyondOne(total)
    if (isSame(beyond, NOTHING)) return w.sumRight
    const span = fractions
      ? writeSpan(beyond, decimalSign)
      : writeDecimal(Math.abs(numberOf(beyond)), decimalSign)
    return beyond.over < 0n ? w.sumLess(span) : w.sumMore(span)
  }
}
