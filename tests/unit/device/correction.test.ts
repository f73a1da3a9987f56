// A correction keeps what stood there before, and changes neither which interview it is nor how long it took.
import { describe, expect, test } from 'vitest'
import { MOST_CORRECTIONS, parseSubmission, type Submission } from '../../../src/core/submission.ts'
import { corrected } from '../../../src/device/correction.ts'
import { allScores, aSubmission, skm } from '../../make.ts'

const before = aSubmission({
  channel: 'enumerator',
  mode: 'interview',
  sequence: 7,
  respondent: { sex: 'P', age: 34 },
  comment: 'antre',
  assignment: 'a1',
})

function change(fields: Partial<Submission>, of = before, at = 5): Submission {
  return corrected(of, { ...of, ...fields }, at)
}

function wasIn(submission: Submission) {
  return submission.corrections?.map(({ was }) => was)
}

describe('a correction', () => {
  test('says of every answer that changed what it was', () => {
    const { biaya: _, ...others } = allScores(3)
    const after = change({
      answers: { ...others, waktu: 1 },
      unanswered: { biaya: 'declined' },
      respondent: { age: 43, job: 'Petani' },
    })
    expect(after.corrections).toEqual([
      {
        at: 5,
        was: {
          'answers.biaya': 3,
          'answers.waktu': 3,
          'unanswered.biaya': null,
          'respondent.sex': 'P',
          'respondent.age': 34,
          'respondent.job': null,
        },
      },
    ])
    expect(after.answers.waktu).toBe(1)
    expect(parseSubmission(after, () => skm)).toEqual({ ok: true, value: after })
  })

  test('of a place, a remark or an own question is kept too', () => {
    const place = { lat: -1.7, lon: 114.8, accuracyM: 12 }
    const { comment: _, ...bare } = { ...before, place, extra: { parkir: true } }
    const after = corrected(
      { ...bare, comment: 'lama' },
      { ...bare, place: { ...place, accuracyM: 5 }, extra: {} },
      5,
    )
    expect(wasIn(after)).toEqual([{ comment: 'lama', 'place.accuracyM': 12, 'extra.parkir': true }])
    expect(after.comment).toBeUndefined()
  })

  test('that changes nothing is none', () => {
    expect(change({ app: 'a later version' })).toBe(before)
  })

  test('leaves id, number and times as they were', () => {
    const after = change({
      id: 'other',
      sequence: 99,
      startedAt: 1,
      finishedAt: 2,
      durationMs: 3,
      comment: 'x',
    })
    const { id, sequence, startedAt, finishedAt, durationMs } = before
    expect(after).toMatchObject({ id, sequence, startedAt, finishedAt, durationMs })
    expect(wasIn(after)).toEqual([{ comment: 'antre' }])
  })

  test('after another one stands behind it', () => {
    const twice = change({ comment: 'c' }, change({ comment: 'b' }), 6)
    expect(wasIn(twice)).toEqual([{ comment: 'antre' }, { comment: 'b' }])
  })

  test('beyond the most that are kept is joined to the last, whose older values stay', () => {
    let now = before
    for (let i = 1; i <= MOST_CORRECTIONS; i++) now = change({ comment: `${i}` }, now, i)
    now = change({ comment: 'last', steered: true }, now, 99)
    expect(now.corrections).toHaveLength(MOST_CORRECTIONS)
    expect(now.corrections?.at(-1)).toEqual({
      at: 99,
      was: { comment: `${MOST_CORRECTIONS - 1}`, steered: null },
    })
    expect(parseSubmission(now, () => skm).ok).toBe(true)
  })
})
