// Which of the two official numberings is printed, with both side by side.
import type { JSX } from 'preact'
import type { PrintedOrder, ServiceElement } from '../../../core/instrument.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { RadioField } from '../../ui/radio-field.tsx'

export interface OrderCardProps {
  elements: readonly ServiceElement[]
  order: PrintedOrder
  onChange: (order: PrintedOrder) => void
}

const ORDERS: readonly PrintedOrder[] = ['annex', 'main']

export function OrderCard({ elements, order, onChange }: OrderCardProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.order
  const short = { main: w.mainShort, annex: w.annexShort }
  const sorted = [...elements].sort((a, b) => a.number[order] - b.number[order])
  return (
    <section class="admin-card" aria-labelledby="order-title">
      <h2 id="order-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <RadioField
        legend={w.title}
        quiet
        value={order}
        options={ORDERS.map((value) => ({ value, text: w[value] }))}
        onChange={onChange}
      />
      <table class="order-table">
        <caption class="visually-hidden">{w.title}</caption>
        <thead>
          <tr>
            <th scope="col">{w.element}</th>
            {ORDERS.map((one) => (
              <th key={one} scope="col" class={one === order ? 'chosen' : undefined}>
                {short[one]}
                {one === order && <span class="visually-hidden"> ({w.chosen})</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((element) => (
            <tr
              key={element.key}
              class={element.number.main === element.number.annex ? '' : 'swapped'}
            >
              <th scope="row">{(language.value === 'en' ? element.en : element).name}</th>
              {ORDERS.map((one) => (
                <td key={one} class={one === order ? 'chosen' : undefined}>
                  {element.number[one]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
