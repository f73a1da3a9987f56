// The index that a kiosk shows after answering: each service's latest full quarter with enough answers to every element.
import { shownGrade } from '../core/grade.ts'
import { type Period, periodBefore, periodOf } from '../core/period.ts'
import { ikmOf } from '../core/score.ts'
import { decodeTally, leastAnswered, submissionCount, sumOfTallies } from '../core/tally.ts'
import type { PublishedResult, Service } from '../core/wire.ts'
import { type Instruments, latestOf, versionNames } from './instruments.ts'
import type { Db } from './store/open.ts'
import { readTallies, type TallyPart } from './store/results.ts'

/** Older than this it would no longer speak of the service of today. */
const QUARTERS_BACK = 4

/**
 * @param about.units the unit that offers the services, and those below it
 * @param about.today the regency's local day
 */
export async function publishedResults(
  db: Db,
  about: { units: string[]; services: readonly Service[]; instruments: Instruments; today: string },
): Promise<PublishedResult[]> {
  const { units, services, instruments, today } = about
  const quarters = quartersBefore(today)
  const from = quarters.at(-1)?.from ?? today
  const to = quarters[0]?.to ?? today
  const { all } = await readTallies(db, {
    instruments: versionNames(instruments),
    units,
    service: null,
    period: { from, to },
    before: null,
    grouped: null,
    extras: false,
  })
  return services.flatMap((service) => {
    const parts = all.filter((part) => part.service === service.id)
    const latest = quarters.map((quarter) => resultIn(quarter, parts, instruments)).find(Boolean)
    return latest ? [{ service: service.id, ...latest }] : []
  })
}

function resultIn(
  quarter: Period,
  parts: readonly TallyPart[],
  instruments: Instruments,
): Omit<PublishedResult, 'service'> | null {
  const within = parts.filter(
    (part) => part.period >= quarter.from.slice(0, 7) && part.period <= quarter.to.slice(0, 7),
  )
  const instrument = latestOf(within, instruments)
  const tally = sumOfTallies(
    within.map((part) => decodeTally(part.cells)),
    instrument.elements.length,
  )
  const ikm = ikmOf(tally, instrument, 'exact')
  const grade = shownGrade(ikm, leastAnswered(tally))
  if (ikm === null || grade === null) return null
  return { ...quarter, n: submissionCount(tally), ikm, grade }
}

/** The full quarters before the one that today lies in, latest first. */
function quartersBefore(today: string): Period[] {
  const quarters: Period[] = []
  let quarter = periodOf(today, 'quarter')
  for (let i = 0; i < QUARTERS_BACK; i++) {
    quarter = periodBefore(quarter)
    quarters.push(quarter)
  }
  return quarters
}
