// One step up or down among its neighbours.
import type { JSX } from 'preact'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { language } from '../../state.ts'
import { Icon } from '../../ui/icon.tsx'
import './order-buttons.css'

interface OrderButtonsProps {
  /** Of what is moved. */
  name: string
  /** Every id of the place after a step; `null` = it stands at that end already. */
  orderAfter: (by: -1 | 1) => string[] | null
  busy: boolean
  onOrder: (ids: string[]) => void
}

export function OrderButtons(props: OrderButtonsProps): JSX.Element {
  const w = ADMIN_WORDS[language.value].unit
  const steps = [
    { by: -1, text: w.up },
    { by: 1, text: w.down },
  ] as const
  return (
    <span class="order-buttons">
      {steps.map(({ by, text }) => {
        const ids = props.orderAfter(by)
        return (
          <button
            key={by}
            type="button"
            class={by === 1 ? 'down' : undefined}
            aria-label={w.move(props.name, text)}
            title={text}
            // Not `disabled`: the focus stays on it when the end is reached.
            aria-disabled={ids === null}
            onClick={() => ids && !props.busy && props.onOrder(ids)}
          >
            <Icon name="back" size={20} />
          </button>
        )
      })}
    </span>
  )
}
