// What is looked at and how fresh it is: the regency, the filters, the time of the figures, and what can be taken away.
import { useEffect, useState } from 'preact/hooks'
import type { Catalogue } from '../../core/wire.ts'
import { Button } from '../ui/button.tsx'
import { type Filter, withUnit } from './filter.ts'
import type { Shown } from './loader.ts'
import type { PeriodChoice } from './period-choice.ts'
import { PeriodPill } from './period-pill.tsx'
import { type Say, useSay } from './say.ts'
import { SelectPill } from './select-pill.tsx'
import type { View } from './view.ts'
import './top-bar.css'

interface TopBarProps {
  shown: Shown
  catalogue: Catalogue | null
  /** What is asked for; the figures may still be those of the filter before. */
  filter: Filter & { period: PeriodChoice | null }
  today: string
  /** The account may look at the devices. */
  mayOpenDevices: boolean
  onFilter: (filter: Filter) => void
  /** Makes the file; settles when it was handed over. */
  onCsv: (view: View) => Promise<void>
}

export function TopBar(props: TopBarProps) {
  const { shown, catalogue, filter, today, onFilter, onCsv } = props
  const { w } = useSay()
  const [csvFailed, setCsvFailed] = useState(false)
  const view = shown.state === 'ready' && shown.view.main.n > 0 ? shown.view : null
  const takeCsv = async (of: View) => {
    setCsvFailed(false)
    try {
      await onCsv(of)
    } catch {
      // The writer is fetched when asked for and may not arrive: the person is told and can try again.
      setCsvFailed(true)
    }
  }
  return (
    <header class="top-bar">
      <div class="what">
        <h1>{catalogue ? catalogue.regency.name : <span class="bone title-bone" />}</h1>
        {catalogue && filter.period && (
          <fieldset>
            <legend class="unseen">{w.filter.label}</legend>
            <PeriodPill
              period={filter.period}
              days={catalogue.days}
              periods={catalogue.periods}
              today={today}
              onChange={(period) => onFilter({ ...filter, period })}
            />
            <UnitPills catalogue={catalogue} filter={filter} onFilter={onFilter} />
          </fieldset>
        )}
      </div>
      <div class="how">
        {catalogue && <Missing of={catalogue} mayOpen={props.mayOpenDevices} />}
        {shown.state === 'ready' && <Freshness shown={shown} />}
        {view && (
          <>
            <Button onClick={() => window.print()}>{w.bar.print}</Button>
            <Button look="main" onClick={() => void takeCsv(view)}>
              {w.bar.csv}
            </Button>
          </>
        )}
      </div>
      {csvFailed && (
        <p class="wrong" role="alert">
          {w.bar.csvFailed}
        </p>
      )}
    </header>
  )
}

interface UnitPillsProps {
  catalogue: Catalogue
  filter: Filter
  onFilter: (filter: Filter) => void
}

function UnitPills({ catalogue, filter, onFilter }: UnitPillsProps) {
  const { w } = useSay()
  const unit = catalogue.units.find(({ id }) => id === filter.unit)
  const known = (id: string | null, all: readonly { id: string }[]) =>
    id === null || all.some((one) => one.id === id)
      ? []
      : [{ value: id, text: w.filter.unknown(id) }]
  return (
    <>
      <SelectPill
        label={w.filter.unit}
        value={filter.unit ?? ''}
        options={[
          { value: '', text: w.filter.allUnits },
          ...catalogue.units.map(({ id, short }) => ({ value: id, text: short })),
          ...known(filter.unit, catalogue.units),
        ]}
        onChange={(id) => onFilter(withUnit(filter, id || null))}
      />
      {unit && unit.services.length > 1 && (
        <SelectPill
          label={w.filter.service}
          value={filter.service ?? ''}
          options={[
            { value: '', text: w.filter.allServices },
            ...unit.services.map(({ id, name }) => ({ value: id, text: name })),
            ...known(filter.service, unit.services),
          ]}
          onChange={(id) => onFilter({ ...filter, service: id || null })}
        />
      )}
    </>
  )
}

/** Answers that devices have given numbers and that are not here; nothing where all are. */
function Missing({ of, mayOpen }: { of: Catalogue; mayOpen: boolean }) {
  const { w, number } = useSay()
  const { numbers, devices } = of.missing
  if (numbers === 0) return null
  const text = w.bar.missing(number(numbers), number(devices))
  return mayOpen ? (
    <a class="missing" href="/kelola/perangkat" title={w.bar.missingWhy}>
      {text}
    </a>
  ) : (
    <span class="missing" title={w.bar.missingWhy}>
      {text}
    </span>
  )
}

const MINUTE_MS = 60_000

function Freshness({ shown }: { shown: Extract<Shown, { state: 'ready' }> }) {
  const say = useSay()
  const { w, number, time } = say
  const { view, trouble } = shown
  const now = useNow()
  if (trouble)
    return (
      <p class="stale" role="status">
        <span>{w.trouble[`${trouble}Title`]},</span> <span>{w.trouble.stale(time(view.at))}</span>
      </p>
    )
  const minutes = Math.floor((now - view.at) / MINUTE_MS)
  return (
    <p class="fresh" title={w.bar.devicesWhy}>
      <span>{freshText(minutes, time(view.at), say)}</span>
      <span class="dot" aria-hidden="true">
        {' '}
        ·{' '}
      </span>
      <span>{w.bar.devices(number(view.catalogue.activeDevices))}</span>
    </p>
  )
}

function freshText(minutes: number, time: string, { w }: Say): string {
  if (minutes < 1) return w.bar.justNow
  return minutes < 60 ? w.bar.minutesAgo(minutes) : w.bar.atTime(time)
}

/** The time on this clock, looked at often enough for minutes. */
function useNow(): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 4)
    return () => clearInterval(timer)
  }, [])
  return now
}
