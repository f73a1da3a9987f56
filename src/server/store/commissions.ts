// What the assignments say of interviews that come: whether they were asked for, and whether their place may be kept.
import type { Kysely } from 'kysely'
import type { Submission } from '../../core/submission.ts'
import type { Tables } from './schema.ts'
import { overKeys } from './statements.ts'
import type { Arrival, Commission } from './submission-row.ts'

type Came = Pick<Arrival, 'device' | 'unit'>

/** Tells it for all submissions of these deliveries. Those of kiosks name nothing, and nothing is read for them. */
export async function commissionsAmong(
  trx: Kysely<Tables>,
  deliveries: readonly (Came & { submissions: readonly Submission[] })[],
): Promise<(submission: Submission, came: Came) => Commission> {
  const named = new Set<string>()
  const asked = new Set<string>()
  for (const { device, unit, submissions } of deliveries)
    for (const submission of submissions) {
      if (submission.assignment !== undefined) named.add(submission.assignment)
      if (submission.unit !== unit) asked.add(device)
    }
  const byId = new Map((await assignmentsNamed(trx, [...named])).map((row) => [row.id, row]))
  const units = await unitsAskedOf(trx, [...asked])
  const places = new Set(units.map(({ device, unit }) => placeKey(device, unit)))
  return ({ assignment, unit }, { device }) => {
    const found = assignment === undefined ? undefined : byId.get(assignment)
    return {
      unit: places.has(placeKey(device, unit)),
      foreign: assignment !== undefined && found?.device !== device,
      place: found?.place === 1,
    }
  }
}

function placeKey(device: string, unit: string): string {
  return `${device}/${unit}`
}

const assignmentsNamed = overKeys((db, count) =>
  db
    .selectFrom('assignments')
    .select(['id', 'device', 'place'])
    .where('id', 'in', Array<string>(count).fill('')),
)

/** Also of those that are ended: their interviews may come late. */
const unitsAskedOf = overKeys((db, count) =>
  db
    .selectFrom('assignments')
    .select(['device', 'unit'])
    .where('device', 'in', Array<string>(count).fill('')),
)
