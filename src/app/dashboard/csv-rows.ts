// The rows of the CSV of what is shown: what it is about first, then one table with one line for each figure.
import { LEAST_PUBLIC_N, mayPublish } from '../../core/disclose.ts'
import { roundHalfUp } from '../../core/rounding.ts'
import type { ElementResult, ResultGroup } from '../../core/wire.ts'
import type { DashboardWords } from '../../i18n/dashboard.ts'
import { formatMoment, type Language } from '../../i18n/language.ts'
import {
  extraQuestionOf,
  type NamedElement,
  namedElements,
  periodName,
  scopeNames,
} from './names.ts'
import { periodText } from './period-choice.ts'
import { comparedRows, PARTS, type Part, type View } from './view.ts'
import { ownWeights, weightsText } from './weights-text.ts'

/** Numbers stay numbers: whoever writes them chooses the decimal sign. */
type Cell = string | number | null
export type Row = Cell[]

/** Columns that each line fills, before the means of the elements. */
interface Line {
  section: keyof DashboardWords['csv']['sections']
  code: string
  name: string
  n: number
  complete?: number
  ikm?: number | null
  low?: number | null
  high?: number | null
  grade?: string | null
  nrr?: number | null
  counts?: readonly number[]
  change?: number | null
  significant?: boolean | null
  itemTotal?: number | null
  levy?: number
  elements?: readonly ElementResult[]
}

/** @returns rows of any length; the first ones are label and value, then an empty one, then a head and its lines */
export function csvRows(view: View, words: DashboardWords, language: Language): Row[] {
  const elements = namedElements(view.catalogue, words, language)
  return [
    ...aboutRows(view, words, language),
    [],
    headRow(words, elements),
    ...linesOf(view, words, language).map((line) => tableRow(line, words, elements)),
  ]
}

/** `ikm_disdukcapil_2026-Q3.csv`: what is in it stands in its name, also that it is simulated. */
export function csvFileName(view: View): string {
  const { unit, service } = view.filter
  const scope = [unit ?? 'semua-unit', service].filter(Boolean).join('_')
  const mark = view.main.simulated ? '_data-contoh' : ''
  return `ikm_${scope}_${periodText(view.filter.period)}${mark}.csv`
}

function aboutRows(view: View, words: DashboardWords, language: Language): Row[] {
  const { main, catalogue, filter } = view
  const names = scopeNames(filter, catalogue)
  const w = words.csv
  return [
    [w.title],
    [w.data, main.simulated ? words.simulated : w.realData],
    [w.regency, catalogue.regency.name],
    [w.period, `${periodName(filter.period, words, language)} (${main.from} – ${main.to})`],
    [w.unit, names.unit ?? words.filter.allUnits],
    [w.service, names.service ?? words.filter.allServices],
    [w.n, main.n],
    [w.complete, main.complete],
    [w.users, main.population?.users ?? null],
    [w.sample, main.population?.sample ?? null],
    [
      w.weights,
      ownWeights(main, catalogue, { words, language }) ?? weightsText(main, catalogue, words),
    ],
    [w.meanOfUnits, main.meanOfUnits],
    [
      w.compared,
      main.change ? `${main.change.from} – ${main.change.to} (n ${main.change.n})` : null,
    ],
    [w.alpha, rounded(main.alpha, 3)],
    [w.steered, `${main.steered.yes} / ${main.steered.n}`],
    [w.fetched, formatMoment(view.at, language)],
    [w.smallGroups, w.smallGroupsText],
  ]
}

function headRow(words: DashboardWords, elements: readonly NamedElement[]): Row {
  const w = words.csv
  return [
    w.section,
    w.code,
    w.name,
    'n',
    w.completeShort,
    'IKM',
    w.low,
    w.high,
    w.grade,
    w.nrr,
    ...[1, 2, 3, 4].map(w.score),
    w.change,
    w.significant,
    w.itemTotal,
    w.levyCount,
    ...elements.map(({ code, short }) => `${code} ${short}`),
  ]
}

function tableRow(line: Line, words: DashboardWords, elements: readonly NamedElement[]): Row {
  const yesNo = line.significant ? words.csv.yes : words.csv.no
  return [
    words.csv.sections[line.section],
    line.code,
    line.name,
    line.n,
    line.complete ?? null,
    line.ikm ?? null,
    line.low ?? null,
    line.high ?? null,
    line.grade ?? null,
    rounded(line.nrr, 4),
    ...[0, 1, 2, 3].map((i) => line.counts?.[i] ?? null),
    rounded(line.change, 2),
    line.significant === null || line.significant === undefined ? null : yesNo,
    rounded(line.itemTotal, 3),
    line.levy ?? null,
    ...elements.map(({ key }) => rounded(line.elements?.find((e) => e.key === key)?.nrr, 4)),
  ]
}

function linesOf(view: View, words: DashboardWords, language: Language): Line[] {
  const { main, filter, catalogue } = view
  const elements = namedElements(catalogue, words, language)
  const total: Line = {
    ...groupLine('total', '', words.csv.sections.total, { key: null, ...main }),
    change: main.change?.difference ?? null,
    significant: main.change?.significant ?? null,
  }
  const perElement = elements.flatMap(({ key, code, full }): Line[] => {
    const result = main.elements.find((e) => e.key === key)
    return result ? [elementLine(code, full, result, main.itemTotal[key] ?? null)] : []
  })
  const section = filter.unit === null ? 'unit' : 'service'
  const compared = withoutSmall(
    comparedRows(view).map(({ key, name, group }) => groupLine(section, key, name, group)),
  )
  const levy = main.levySigns.map((sign): Line => {
    const names = scopeNames(sign, catalogue)
    return {
      section: 'levy',
      code: `${sign.unit}/${sign.service}`,
      name: `${names.unit}: ${names.service}`,
      n: sign.n,
      levy: sign.count,
    }
  })
  return [
    total,
    ...perElement,
    ...compared,
    ...PARTS.flatMap((part) => partLines(view, part, words)),
    ...levy,
    ...extraLines(view, words, language),
  ]
}

/** The survey's own questions: each score's number stands for the answer that the name tells. */
function extraLines({ main, catalogue }: View, words: DashboardWords, language: Language): Line[] {
  return main.extras.map(({ key, n, counts }) => {
    const question = extraQuestionOf(key, catalogue)
    const asked = language === 'en' ? question?.en : question
    const labels = asked?.answers ?? (question ? [words.csv.no, null, null, words.csv.yes] : [])
    const means = labels.flatMap((label, i) => (label === null ? [] : `${i + 1} ${label}`))
    const name = means.length === 0 ? key : `${asked?.question} (${means.join(', ')})`
    const line = { section: 'extra', code: key, name, n } as const
    return n < LEAST_PUBLIC_N ? line : { ...line, counts }
  })
}

function partLines(view: View, part: Part, words: DashboardWords): Line[] {
  const groups = view.parts[part]?.groups ?? []
  return withoutSmall(
    groups.map((group) =>
      groupLine(part, group.key ?? '', groupName(part, group.key, words), group),
    ),
  )
}

/** A file travels further than a screen: of a group that is too small only its n stands in it. */
function withoutSmall(lines: readonly Line[]): Line[] {
  const shown = mayPublish(lines.map(({ n }) => n))
  return lines.map((line, i) => {
    const { section, code, name, n } = line
    return shown[i] ? line : { section, code, name, n }
  })
}

/** The name of a group within a part: a category in words, a month or day as it is. */
export function groupName(part: Part, key: string | null, words: DashboardWords): string {
  if (key === null) return words.respondents.notSaid
  if (part === 'channel' || part === 'mode') return words.days.labels[key] ?? key
  return words.respondents.labels[key] ?? key
}

function groupLine(section: Line['section'], code: string, name: string, group: ResultGroup): Line {
  const { n, complete, ikm, grade, interval, elements } = group
  return {
    section,
    code,
    name,
    n,
    complete,
    ikm,
    grade,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    elements,
  }
}

function elementLine(
  code: string,
  name: string,
  result: ElementResult,
  itemTotal: number | null,
): Line {
  const { n, ikm, grade, nrr, counts, change } = result
  return {
    section: 'element',
    code,
    name,
    n,
    ikm,
    grade,
    nrr,
    counts,
    change: change?.difference ?? null,
    significant: change?.significant ?? null,
    itemTotal,
  }
}

function rounded(value: number | null | undefined, decimals: number): number | null {
  return value === null || value === undefined ? null : roundHalfUp(value, decimals)
}
