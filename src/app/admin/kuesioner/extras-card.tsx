// The regency's own questions: added, changed, ordered, removed.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type ExtraQuestion, extraWords, MOST_EXTRAS } from '../../../core/instrument.ts'
import type { Unit } from '../../../core/wire.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { unitName } from '../unit-options.ts'
import { moved } from './draft.ts'
import { ExtraDialog } from './extra-dialog.tsx'

export interface ExtrasCardProps {
  extras: readonly ExtraQuestion[]
  /** Those asked now: what was answered once keeps its kind. */
  published: readonly ExtraQuestion[]
  units: readonly Unit[]
  onChange: (extras: ExtraQuestion[]) => void
}

export function ExtrasCard({ extras, published, units, onChange }: ExtrasCardProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.extras
  const [open, setOpen] = useState<ExtraQuestion | 'new' | null>(null)
  const [removed, setRemoved] = useState<{ extra: ExtraQuestion; at: number } | null>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const extra = extras[from]
    if (!extra || to < 0 || to >= extras.length) return
    setSaid(w.moved(titleOf(extra), to + 1))
    onChange(moved(extras, from, to))
  }
  return (
    <section class="admin-card" aria-labelledby="extras-title">
      <h2 id="extras-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {extras.length === 0 && <p class="admin-note">{w.none}</p>}
      <ol class="extras-list">
        {extras.map((extra, at) => (
          <ExtraRow
            key={extra.key}
            extra={extra}
            units={units}
            first={at === 0}
            last={at === extras.length - 1}
            onUp={() => move(at, at - 1)}
            onDown={() => move(at, at + 1)}
            onEdit={() => setOpen(extra)}
            onRemove={() => {
              setRemoved({ extra, at })
              onChange(extras.filter((other) => other !== extra))
            }}
          />
        ))}
      </ol>
      <Notice tone="info">
        {removed && (
          <>
            <span>{w.removed(titleOf(removed.extra))}</span>{' '}
            <button
              type="button"
              class="extras-undo"
              onClick={() => {
                onChange([
                  ...extras.slice(0, removed.at),
                  removed.extra,
                  ...extras.slice(removed.at),
                ])
                setRemoved(null)
              }}
            >
              {w.undo}
            </button>
          </>
        )}
      </Notice>
      <div class="admin-actions">
        <Button disabled={extras.length >= MOST_EXTRAS} onClick={() => setOpen('new')}>
          {w.add}
        </Button>
      </div>
      {extras.length >= MOST_EXTRAS && <p class="admin-note">{w.most(MOST_EXTRAS)}</p>}
      {open && (
        <ExtraDialog
          extra={open === 'new' ? null : open}
          kindFixed={open !== 'new' && published.some(({ key }) => key === open.key)}
          units={units}
          onClose={() => setOpen(null)}
          onApply={(extra) => {
            setOpen(null)
            setRemoved(null)
            onChange(
              open === 'new'
                ? [...extras, extra]
                : extras.map((other) => (other.key === extra.key ? extra : other)),
            )
          }}
        />
      )}
    </section>
  )
}

interface ExtraRowProps {
  extra: ExtraQuestion
  units: readonly Unit[]
  first: boolean
  last: boolean
  onUp: () => void
  onDown: () => void
  onEdit: () => void
  onRemove: () => void
}

function ExtraRow(props: ExtraRowProps): JSX.Element {
  const { extra, units } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.extras
  const title = titleOf(extra)
  return (
    <li>
      <div>
        <strong>{title}</strong>
        <small>
          {w.kinds[extra.kind]} · {placeOf(extra, units)}
        </small>
        {extra.answers && <small>{labelsOf(extra).join(' · ')}</small>}
      </div>
      <div class="extras-acts">
        <Button label={w.up(title)} disabled={props.first} onClick={props.onUp}>
          ↑
        </Button>
        <Button label={w.down(title)} disabled={props.last} onClick={props.onDown}>
          ↓
        </Button>
        <Button label={w.editNamed(title)} onClick={props.onEdit}>
          {w.edit}
        </Button>
        <Button look="quiet" label={w.removeNamed(title)} onClick={props.onRemove}>
          {w.remove}
        </Button>
      </div>
    </li>
  )
}

function titleOf(extra: ExtraQuestion): string {
  return extraWords(extra, language.value).question
}

function labelsOf(extra: ExtraQuestion): readonly string[] {
  return extraWords(extra, language.value).answers ?? []
}

function placeOf({ unit, service }: ExtraQuestion, units: readonly Unit[]): string {
  if (unit === null) return ADMIN_SURVEY_WORDS[language.value].instrument.extras.everywhere
  const named = units.find(({ id }) => id === unit)?.services.find(({ id }) => id === service)
  return service === null
    ? unitName(units, unit)
    : `${unitName(units, unit)}: ${named?.name ?? service}`
}
