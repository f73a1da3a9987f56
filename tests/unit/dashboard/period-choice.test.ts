// The period in the address: read, written, stepped, and the one that is shown first.
import { expect, test } from 'vitest'
import {
  choiceAfter,
  choiceAs,
  choiceBefore,
  choicesOfKind,
  firstChoice,
  namedChoice,
  nearestWithAnswers,
  parsePeriod,
  periodText,
  surveyChoices,
  trendPeriod,
} from '../../../src/app/dashboard/period-choice.ts'
import type { SurveyPeriod } from '../../../src/core/wire.ts'
import { thePeriod } from './results.ts'

test.each([
  ['2026-Q3', 'quarter', '2026-07-01', '2026-09-30'],
  ['2026-S1', 'semester', '2026-01-01', '2026-06-30'],
  ['2026-S2', 'semester', '2026-07-01', '2026-12-31'],
  ['2026-02', 'month', '2026-02-01', '2026-02-28'],
  ['2028-02', 'month', '2028-02-01', '2028-02-29'],
  ['2026', 'year', '2026-01-01', '2026-12-31'],
  ['2026-07-05..2026-08-15', 'dates', '2026-07-05', '2026-08-15'],
])('%s is read as a %s and written back the same', (text, kind, from, to) => {
  const choice = thePeriod(text)
  expect(choice).toEqual({ kind, from, to })
  expect(periodText(choice)).toBe(text)
})

test.each([
  '',
  '2026-Q5',
  '2026-Q0',
  '2026-13',
  '2026-00',
  '2026-S3',
  '26',
  '1900',
  '2026-02-30..2026-03-01',
  '2026-03-02..2026-03-01',
  '2026-03-01..',
  '2026-Q3; drop',
])('“%s” is no period', (text) => {
  expect(parsePeriod(text)).toBeNull()
})

test.each([
  ['2026-Q1', '2025-Q4'],
  ['2026-01', '2025-12'],
  ['2026-S1', '2025-S2'],
  ['2026', '2025'],
  ['2026-03-02..2026-03-11', '2026-02-20..2026-03-01'],
])('before %s comes %s, and after that the first again', (text, before) => {
  expect(periodText(choiceBefore(thePeriod(text)))).toBe(before)
  expect(periodText(choiceAfter(thePeriod(before)))).toBe(text)
})

test('another kind shows the last days with answers within the same time', () => {
  const year = thePeriod('2026')
  expect(periodText(choiceAs(year, 'month', '2026-09-20'))).toBe('2026-09')
  expect(periodText(choiceAs(year, 'quarter', '2025-03-01'))).toBe('2026-Q4')
  expect(periodText(choiceAs(thePeriod('2026-08'), 'year', null))).toBe('2026')
  expect(periodText(choiceAs(thePeriod('2026-08'), 'dates', null))).toBe('2026-08-01..2026-08-31')
})

test('first shown is the quarter of the last answer, never one that a wrong clock put into the future', () => {
  const days = (last: string) => ({ first: '2025-01-01', last })
  expect(periodText(firstChoice(days('2026-06-30'), '2026-11-24', []))).toBe('2026-Q2')
  expect(periodText(firstChoice(days('2031-01-01'), '2026-11-24', []))).toBe('2026-Q4')
  expect(periodText(firstChoice(null, '2026-11-24', []))).toBe('2026-Q4')
})

const surveys: SurveyPeriod[] = [
  { id: 's1', name: 'Survei I', from: '2026-01-12', to: '2026-06-30', state: 'closed' },
  { id: 's2', name: 'Survei II', from: '2026-07-01', to: '2026-12-31', state: 'open' },
]

test('first shown is the survey period that is open today, and no other', () => {
  const first = (today: string) => firstChoice({ first: '2026-01-20', last: today }, today, surveys)
  expect(first('2026-11-24')).toEqual({
    kind: 'survey',
    name: 'Survei II',
    from: '2026-07-01',
    to: '2026-12-31',
  })
  expect(periodText(first('2026-03-02'))).toBe('2026-Q1')
  expect(periodText(first('2027-01-04'))).toBe('2027-Q1')
})

test('survey periods are offered newest first, and keep their name through the address', () => {
  const choices = surveyChoices(surveys)
  expect(choices.map(({ name }) => name)).toEqual(['Survei II', 'Survei I'])
  for (const choice of choices)
    expect(namedChoice(thePeriod(periodText(choice)), surveys)).toEqual(choice)
  expect(namedChoice(thePeriod('2026-S2'), surveys)).toEqual(thePeriod('2026-S2'))
})

test('beside a survey period lies what its days make', () => {
  const [second, first] = surveyChoices(surveys)
  expect(second && choiceBefore(second)).toEqual(thePeriod('2026-S1'))
  expect(second && choiceAfter(second)).toEqual(thePeriod('2027-S1'))
  expect(first && choiceAfter(first).kind).toBe('dates')
})

test('the periods offered reach from the first answer until today, newest first', () => {
  expect(choicesOfKind('quarter', '2026-02-10', '2026-07-01').map(periodText)).toEqual([
    '2026-Q3',
    '2026-Q2',
    '2026-Q1',
  ])
})

test('for an empty period the nearest with answers is the one before, else the first after', () => {
  const months = ['2026-02', '2026-05']
  const nearest = (text: string) => {
    const choice = nearestWithAnswers(thePeriod(text), months)
    return choice && periodText(choice)
  }
  expect(nearest('2026-Q3')).toBe('2026-Q2')
  expect(nearest('2026-04')).toBe('2026-02')
  expect(nearest('2025')).toBe('2026')
  expect(nearest('2026-06-03..2026-06-09')).toBe('2026-05')
  expect(nearestWithAnswers(thePeriod('2026-Q3'), [])).toBeNull()
})

test('the trend is over twelve whole months that end with the period, and not after today', () => {
  expect(trendPeriod(thePeriod('2026-Q3'), '2026-11-24')).toEqual({
    from: '2025-10-01',
    to: '2026-09-30',
  })
  expect(trendPeriod(thePeriod('2026'), '2026-11-24')).toEqual({
    from: '2025-12-01',
    to: '2026-11-30',
  })
})
