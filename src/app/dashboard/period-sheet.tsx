// The sheet to choose a period: its kind, then which one, or two dates.
import { useState } from 'preact/hooks'
import { isDay } from '../../core/period.ts'
import type { SurveyPeriod } from '../../core/wire.ts'
import { Button } from '../ui/button.tsx'
import { periodName } from './names.ts'
import {
  CHOICE_KINDS,
  type ChoiceKind,
  choiceAs,
  choicesOfKind,
  namedChoice,
  type PeriodChoice,
  parsePeriod,
  periodText,
  surveyChoices,
} from './period-choice.ts'
import { useSay } from './say.ts'

interface PeriodSheetProps {
  period: PeriodChoice
  days: { first: string; last: string } | null
  periods: readonly SurveyPeriod[]
  today: string
  onChange: (period: PeriodChoice) => void
  onClose: () => void
}

export function PeriodSheet({ period, days, periods, today, onChange, onClose }: PeriodSheetProps) {
  const { w } = useSay()
  const [draft, setDraft] = useState(period)
  const surveys = surveyChoices(periods)
  const backwards = draft.from > draft.to
  const sound = isDay(draft.from) && isDay(draft.to) && !backwards
  return (
    <form
      class="period-sheet"
      aria-label={w.filter.changePeriod}
      onSubmit={(event) => {
        event.preventDefault()
        if (sound) onChange(draft)
      }}
    >
      <fieldset>
        <legend>{w.filter.kind}</legend>
        {CHOICE_KINDS.filter((kind) => kind !== 'survey' || surveys.length > 0).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="period-kind"
              checked={draft.kind === kind}
              onChange={() => setDraft(asKind(kind))}
            />
            <span>{w.filter.kinds[kind]}</span>
          </label>
        ))}
      </fieldset>
      {draft.kind === 'dates' ? (
        <div class="dates">
          <Day
            label={w.filter.from}
            value={draft.from}
            onDay={(from) => setDraft({ ...draft, from })}
          />
          <Day label={w.filter.to} value={draft.to} onDay={(to) => setDraft({ ...draft, to })} />
          {backwards && (
            <p class="wrong" role="alert">
              {w.filter.backwards}
            </p>
          )}
        </div>
      ) : (
        <Which
          draft={draft}
          first={days?.first ?? today}
          today={today}
          periods={periods}
          onChoose={setDraft}
        />
      )}
      <div class="actions">
        <Button look="quiet" onClick={onClose}>
          {w.filter.close}
        </Button>
        <Button look="main" type="submit" disabled={!sound} onClick={() => undefined}>
          {w.filter.apply}
        </Button>
      </div>
    </form>
  )

  function asKind(kind: ChoiceKind): PeriodChoice {
    if (kind === 'survey') return surveys.find(({ from }) => from <= today) ?? surveys[0] ?? draft
    return choiceAs(sound ? draft : period, kind, days?.last ?? null)
  }
}

interface WhichProps {
  draft: PeriodChoice
  first: string
  today: string
  periods: readonly SurveyPeriod[]
  onChoose: (choice: PeriodChoice) => void
}

function Which({ draft, first, today, periods, onChoose }: WhichProps) {
  const { w, language } = useSay()
  if (draft.kind === 'dates') return null
  const offered =
    draft.kind === 'survey' ? surveyChoices(periods) : choicesOfKind(draft.kind, first, today)
  // The one in the address may lie outside of what has answers; it must still be seen as chosen.
  const here = offered.some(({ from }) => from === draft.from)
  const choices = here ? offered : [draft, ...offered]
  const aboutOf = (choice: PeriodChoice) => {
    const survey = periods.find(({ from, to }) => from === choice.from && to === choice.to)
    if (choice.kind === 'survey' && survey) return ` (${w.filter.states[survey.state]})`
    return choice.to >= today && choice.from <= today && ` (${w.filter.running})`
  }
  return (
    <label class="which">
      <span>{w.filter.which}</span>
      <select
        value={periodText(draft)}
        onChange={({ currentTarget }) => {
          const choice = parsePeriod(currentTarget.value)
          if (choice) onChoose(draft.kind === 'survey' ? namedChoice(choice, periods) : choice)
        }}
      >
        {choices.map((choice) => (
          <option
            key={choice.from}
            value={periodText(choice)}
            selected={choice.from === draft.from}
          >
            {periodName(choice, w, language)}
            {aboutOf(choice)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface DayProps {
  label: string
  value: string
  onDay: (day: string) => void
}

function Day({ label, value, onDay }: DayProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        required
        value={value}
        onInput={({ currentTarget }) => onDay(currentTarget.value)}
      />
    </label>
  )
}
