// The period as a pill: one step back, what is shown, one step on; pressed, it opens a sheet to choose another.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SurveyPeriod } from '../../core/wire.ts'
import { Icon } from '../ui/icon.tsx'
import { periodName } from './names.ts'
import { choiceAfter, choiceBefore, type PeriodChoice } from './period-choice.ts'
import { PeriodSheet } from './period-sheet.tsx'
import { useSay } from './say.ts'
import './period-pill.css'

interface PeriodPillProps {
  period: PeriodChoice
  days: { first: string; last: string } | null
  periods: readonly SurveyPeriod[]
  today: string
  onChange: (period: PeriodChoice) => void
}

export function PeriodPill({ period, days, periods, today, onChange }: PeriodPillProps) {
  const { w, language } = useSay()
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const name = useRef<HTMLButtonElement>(null)
  const before = choiceBefore(period)
  const after = choiceAfter(period)

  useEffect(() => {
    if (!open) return
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  const close = () => {
    setOpen(false)
    name.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere inside
    <div
      class="period-pill"
      ref={root}
      onKeyDown={({ key }) => key === 'Escape' && open && close()}
    >
      <div class="pill">
        <button
          type="button"
          aria-label={`${w.filter.before}: ${periodName(before, w, language)}`}
          disabled={days !== null && before.to < days.first && period.to < days.first}
          onClick={() => onChange(before)}
        >
          <Icon name="back" size={18} />
        </button>
        <button
          type="button"
          class="name"
          ref={name}
          aria-expanded={open}
          aria-label={`${periodName(period, w, language)}. ${w.filter.changePeriod}`}
          onClick={() => setOpen(!open)}
        >
          {periodName(period, w, language)}
        </button>
        <button
          type="button"
          class="on"
          aria-label={`${w.filter.after}: ${periodName(after, w, language)}`}
          disabled={after.from > today}
          onClick={() => onChange(after)}
        >
          <Icon name="back" size={18} />
        </button>
      </div>
      {open && (
        <PeriodSheet
          period={period}
          days={days}
          periods={periods}
          today={today}
          onClose={close}
          onChange={(chosen) => {
            close()
            onChange(chosen)
          }}
        />
      )}
    </div>
  )
}
