// The setup of a regency as sheets: units and services apart for a workbook, together for a CSV.
import type { Service, SurveyPeriod, Unit } from '../../core/wire.ts'
import {
  type Cell,
  KIND_WORDS,
  LOCAL_TARIFF,
  SERVICE_HEADINGS,
  SERVICE_SHEET,
  type Sheet,
  UNIT_HEADINGS,
  UNIT_SHEET,
  USERS_HEADING,
  YES,
} from './setup-columns.ts'

/** Two sheets, one row for each unit and one for each service. */
export function workbookSheets(units: readonly Unit[], periods: readonly SurveyPeriod[]): Sheet[] {
  const services = units.flatMap((unit) =>
    unit.services.map((service) => [unit.id, ...serviceCells(service, periods)]),
  )
  return [
    { name: UNIT_SHEET, rows: [Object.values(UNIT_HEADINGS), ...units.map(unitCells)] },
    {
      name: SERVICE_SHEET,
      rows: [[UNIT_HEADINGS.unit, ...serviceHeadings(periods)], ...services],
    },
  ]
}

/** One row for each service with its unit before it; a unit without services has a row of its own. */
export function csvRows(units: readonly Unit[], periods: readonly SurveyPeriod[]): Cell[][] {
  const headings = [...Object.values(UNIT_HEADINGS), ...serviceHeadings(periods)]
  const rows = units.flatMap((unit) =>
    unit.services.length === 0
      ? [[...unitCells(unit), ...serviceHeadings(periods).map(() => null)]]
      : unit.services.map((service) => [...unitCells(unit), ...serviceCells(service, periods)]),
  )
  return [headings, ...rows]
}

function serviceHeadings(periods: readonly SurveyPeriod[]): string[] {
  return [...Object.values(SERVICE_HEADINGS), ...periods.map(({ id }) => `${USERS_HEADING} ${id}`)]
}

function unitCells({ id, name, short, kind, parent, archived }: Unit): Cell[] {
  return [id, name, short, KIND_WORDS[kind ?? 'unit'], parent ?? null, archived ? YES : null]
}

function serviceCells(service: Service, periods: readonly SurveyPeriod[]): Cell[] {
  const { id, name, standard, users = {}, freeByLaw = null, archived } = service
  const { persyaratan, prosedur, waktu, produk, pengaduan, biaya } = standard
  const words = [persyaratan, prosedur, waktu, produk, pengaduan].map((text) => text ?? null)
  const tariff = biaya === null ? LOCAL_TARIFF : (biaya ?? null)
  const numbers = periods.map((period) => users[period.id] ?? null)
  return [id, name, ...words, tariff, freeByLaw, archived ? YES : null, ...numbers]
}
