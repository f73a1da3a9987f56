// Simulated answers: one satisfaction behind all elements of a respondent, shifted by unit, element and time.
import type { Instrument } from '../../core/instrument.ts'
import type { Mode, Score, Submission } from '../../core/submission.ts'
import type { Service } from '../../core/wire.ts'
import { type Chance, uuidAt } from './chance.ts'
import { COMPLAINTS, PRAISE, REMARKS } from './comments.ts'
import { CHANGE, COMMON_SHIFT, type Profile } from './profiles.ts'
import { aRespondent } from './respondents.ts'

/** When, where and of whom an answer is simulated. */
export interface Visit {
  unit: string
  service: Service
  profile: Profile
  /** ms since epoch */
  finishedAt: number
  interviewed: boolean
  /** After the one real change of the example. */
  afterChange: boolean
}

/** Share of the spread that a respondent brings to all elements alike. */
const SHARED = 0.78
const ASSISTED_SHARE = 0.16
/** Helped answers run higher: that is why the mode is recorded. Points of score. */
const HELPED_LIFT = 0.12
const SKIPPED_ELEMENT = 0.006
const STEERING_ANSWERED = 0.9
const COMMENTED = 0.055

export function simulate(
  visit: Visit,
  instrument: Instrument,
  chance: Chance,
): Omit<Submission, 'sequence'> {
  const { profile, finishedAt } = visit
  const mode = modeOf(visit, chance)
  const satisfaction = chance.normal()
  const answers: Record<string, Score> = {}
  for (const { key } of instrument.elements) {
    if (chance.happens(SKIPPED_ELEMENT)) continue
    const lift = mode === 'self' ? 0 : HELPED_LIFT
    answers[key] =
      key === 'biaya'
        ? costScore(visit, satisfaction, chance)
        : scoreOf(key, visit, { satisfaction, lift, noise: chance.normal() })
  }
  const durationMs = 24_000 + Math.round(Math.abs(chance.normal()) * 22_000) + chance.below(5_000)
  return {
    id: uuidAt(finishedAt - durationMs, chance),
    instrument: `${instrument.id}@${instrument.version}`,
    unit: visit.unit,
    service: visit.service.id,
    channel: visit.interviewed ? 'enumerator' : 'kiosk',
    mode,
    answers,
    respondent: aRespondent(chance),
    ...(chance.happens(STEERING_ANSWERED) ? { steered: chance.happens(profile.steeredShare) } : {}),
    ...(chance.happens(COMMENTED) ? { comment: commentFor(satisfaction, chance) } : {}),
    startedAt: finishedAt - durationMs,
    finishedAt,
    durationMs,
    app: 'demo',
  }
}

function modeOf(visit: Visit, chance: Chance): Mode {
  if (visit.interviewed) return 'interview'
  return chance.happens(ASSISTED_SHARE) ? 'assisted' : 'self'
}

function scoreOf(
  element: string,
  { unit, profile, afterChange }: Visit,
  felt: { satisfaction: number; lift: number; noise: number },
): Score {
  const changed = afterChange && unit === CHANGE.unit && element === CHANGE.element ? CHANGE.by : 0
  const mean =
    profile.level + (COMMON_SHIFT[element] ?? 0) + (profile.shift[element] ?? 0) + changed
  const own = Math.sqrt(1 - SHARED ** 2)
  return asScore(
    mean + felt.lift + profile.spread * 1.25 * (SHARED * felt.satisfaction + own * felt.noise),
  )
}

/** A free service is "Gratis" but for those who had to pay; elsewhere the tariff is felt as cheap or dear. */
function costScore({ service, profile }: Visit, satisfaction: number, chance: Chance): Score {
  if (service.standard.biaya !== 0)
    return asScore(3.05 + 0.35 * satisfaction + 0.45 * chance.normal())
  if (!chance.happens(profile.levyShare)) return 4
  return chance.weighted([
    [3, 6],
    [2, 3],
    [1, 1],
  ] as const)
}

function asScore(value: number): Score {
  const score = Math.min(4, Math.max(1, Math.round(value)))
  // Rounded and held between 1 and 4.
  return score as Score
}

function commentFor(satisfaction: number, chance: Chance): string {
  const comments = satisfaction > 0.6 ? PRAISE : satisfaction < -0.8 ? COMPLAINTS : REMARKS
  return comments[chance.below(comments.length)] ?? PRAISE[0]
}
