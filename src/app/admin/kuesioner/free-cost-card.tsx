// What is asked in place of the cost where a law makes the service free.
import type { JSX } from 'preact'
import type { Unit } from '../../../core/wire.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { RadioField } from '../../ui/radio-field.tsx'
import { go, hrefOf } from '../route.ts'
import { type DraftForm, FREE_COST_OFFER } from './draft.ts'
import { WordsFields } from './words-fields.tsx'

export interface FreeCostCardProps {
  words: DraftForm['freeCost']
  units: readonly Unit[]
  onChange: (words: DraftForm['freeCost']) => void
}

export function FreeCostCard({ words, units, onChange }: FreeCostCardProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.freeCost
  return (
    <section class="admin-card" aria-labelledby="free-cost-title">
      <h2 id="free-cost-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <RadioField
        legend={w.title}
        quiet
        value={words === null ? 'off' : 'on'}
        options={[
          { value: 'off', text: w.off },
          { value: 'on', text: w.on },
        ]}
        onChange={(which) => onChange(which === 'off' ? null : FREE_COST_OFFER)}
      />
      {words && (
        <>
          <WordsFields
            of="id"
            words={words.id}
            checked
            onChange={(id) => onChange({ ...words, id })}
          />
          <WordsFields
            of="en"
            words={words.en}
            checked
            onChange={(en) => onChange({ ...words, en })}
          />
          <AppliesTo units={units} />
        </>
      )}
    </section>
  )
}

function AppliesTo({ units }: { units: readonly Unit[] }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.freeCost
  const free = units.flatMap((unit) =>
    unit.archived
      ? []
      : unit.services.flatMap(({ id, name, freeByLaw, archived }) =>
          freeByLaw && !archived
            ? [{ key: `${unit.id}/${id}`, text: `${unit.short}: ${name}`, freeByLaw }]
            : [],
        ),
  )
  const href = hrefOf({ section: 'unit' })
  return (
    <div class="applies-to">
      <h3>{w.appliesTo}</h3>
      {free.length === 0 ? (
        <p class="admin-note">{w.appliesNone}</p>
      ) : (
        <ul>
          {free.map(({ key, text, freeByLaw }) => (
            <li key={key}>
              {text} <small>{freeByLaw}</small>
            </li>
          ))}
        </ul>
      )}
      <p class="admin-note">
        {w.appliesWhere}{' '}
        <a
          href={href}
          onClick={(event) => {
            if (go(href)) event.preventDefault()
          }}
        >
          {w.openUnits}
        </a>
      </p>
    </div>
  )
}
