// What things are called on the dashboard: periods, elements, groups.
import {
  type ExtraQuestion,
  elementsInOrder,
  type Instrument,
  type PrintedOrder,
} from '../../core/instrument.ts'
import { serviceNamed, servicesCalled } from '../../core/unit-tree.ts'
import type { Catalogue } from '../../core/wire.ts'
import type { DashboardWords } from '../../i18n/dashboard.ts'
import { formatDay, formatMonth, type Language } from '../../i18n/language.ts'
import { type PeriodChoice, partOfYear } from './period-choice.ts'

/** `Triwulan III 2026`, `Sep 2026`, `Tahun 2026`, `1 Juli 2026 – 15 Agustus 2026`, or the name of a survey period. */
export function periodName(
  choice: PeriodChoice,
  words: DashboardWords,
  language: Language,
): string {
  const year = choice.from.slice(0, 4)
  switch (choice.kind) {
    case 'month':
      return formatMonth(choice.from.slice(0, 7), language)
    case 'quarter':
      return words.filter.quarter(partOfYear(choice.from, 3), year)
    case 'semester':
      return words.filter.semester(partOfYear(choice.from, 6), year)
    case 'year':
      return words.filter.year(year)
    case 'survey':
    case 'dates':
      if (choice.name) return choice.name
      return `${formatDay(choice.from, language)} – ${formatDay(choice.to, language)}`
  }
}

/** An element as the dashboard names it. */
export interface NamedElement {
  key: string
  /** `U3`, in the regency's printed order. */
  code: string
  /** As the instrument has it. */
  full: string
  /** For narrow rows. */
  short: string
}

/** The elements of the instrument in use, in the regency's printed order. */
export function namedElements(
  catalogue: Catalogue,
  words: DashboardWords,
  language: Language,
): NamedElement[] {
  const instrument = instrumentOf(catalogue)
  if (!instrument) return []
  const order: PrintedOrder = catalogue.regency.printedOrder
  return elementsInOrder(instrument, order).map((element) => {
    const full = language === 'en' ? element.en.name : element.name
    return {
      key: element.key,
      code: `U${element.number[order]}`,
      full,
      short: words.elements.short[element.key] ?? full,
    }
  })
}

/** The instrument that is asked now. */
export function instrumentOf(catalogue: Catalogue): Instrument | null {
  const named = catalogue.instruments.find((i) => `${i.id}@${i.version}` === catalogue.instrument)
  return named ?? catalogue.instruments[0] ?? null
}

/** Name of the unit and of the service that a filter names; `null` = all. An unknown one keeps its id. */
export function scopeNames(
  scope: { unit: string | null; service: string | null },
  catalogue: Catalogue,
): { unit: string | null; service: string | null } {
  const unit = catalogue.units.find(({ id }) => id === scope.unit)
  const { service: id } = scope
  // A counter offers what the unit above it does; one that was moved keeps answers on what is elsewhere by now.
  const named =
    id === null || !unit
      ? null
      : (serviceNamed(catalogue.units, unit.id, id) ?? servicesCalled(catalogue.units, id)[0])
  return {
    unit: unit ? unit.short : scope.unit,
    service: named ? named.service.name : id,
  }
}

/** One of the survey's own questions, as the newest version that has it asks it. */
export function extraQuestionOf(key: string, { instruments }: Catalogue): ExtraQuestion | null {
  const newest = [...instruments].sort((a, b) => b.version - a.version)
  for (const { extras = [] } of newest) {
    const found = extras.find((extra) => extra.key === key)
    if (found) return found
  }
  return null
}
