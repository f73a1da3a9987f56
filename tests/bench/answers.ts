// Answers as a device would collect them: in time order, a few services, plausible scores; the same for the same seed.
import type { Education, Job } from '../../src/core/respondent.ts'
import type { Submission } from '../../src/core/submission.ts'
import { skm } from '../make.ts'

const SCORES = [1, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4] as const
const EDUCATIONS: readonly Education[] = ['SD', 'SMP', 'SMA', 'SMA', 'D3', 'S1']
const JOBS: readonly Job[] = ['PNS', 'Swasta', 'Wirausaha', 'Petani', 'Nelayan', 'Ibu rumah tangga']

export interface Device {
  unit: string
  service: string
  /** Where the device's answers begin, ms since epoch. */
  startsAt: number
  seed: number
}

/** Makes a device's answers one after another, 1 to 12 minutes apart. */
export function* answersOf({ unit, service, startsAt, seed }: Device): Generator<Submission> {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  let clock = startsAt
  for (let sequence = 1; ; sequence++) {
    clock += 60_000 + Math.floor(random() * 660_000)
    const durationMs = 30_000 + Math.floor(random() * 60_000)
    yield {
      id: idAt(clock, random),
      sequence,
      instrument: 'skm-2017@1',
      unit,
      service,
      channel: 'kiosk',
      mode: 'self',
      answers: Object.fromEntries(skm.elements.map(({ key }) => [key, pick(SCORES)])),
      respondent: {
        sex: pick(['L', 'P']),
        age: 17 + Math.floor(random() * 55),
        education: pick(EDUCATIONS),
        job: pick(JOBS),
      },
      steered: random() < 0.03,
      ...(random() < 0.1 ? { comment: 'Pelayanan baik, tetapi antrean terlalu lama.' } : {}),
      startedAt: clock,
      finishedAt: clock + durationMs,
      durationMs,
      app: '0.1.0',
    }
  }
}

/** The next `count` values of a generator. */
export function take<T>(from: Generator<T>, count: number): T[] {
  return Array.from({ length: count }, () => from.next().value as T)
}

function idAt(timeMs: number, random: () => number): string {
  const time = timeMs.toString(16).padStart(12, '0')
  const digits = Array.from({ length: 18 }, () => Math.floor(random() * 16).toString(16)).join('')
  const variant = '89ab'[Math.floor(random() * 4)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-${variant}${digits.slice(3, 6)}-${digits.slice(6)}`
}

/** Numbers from 0 to 1 by xorshift32. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
