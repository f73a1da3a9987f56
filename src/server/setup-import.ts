// From the sheets of a file to the setup that it asks for: what is there with what the file says of it, row by row.
import { freeSlug } from '../core/slug.ts'
import { archivedWith, withinUnit } from '../core/unit-tree.ts'
import type { Service, ServiceStandard, SurveyPeriod, Unit } from '../core/wire.ts'
import type { ImportProblem } from '../core/wire-admin.ts'
import { SETUP_LIMITS } from '../core/wire-setup-schema.ts'
import { formatNumber } from '../i18n/language.ts'
import {
  SERVICE_HEADINGS,
  SERVICE_SHEET,
  type Sheet,
  STANDARD_HEADINGS,
  UNIT_HEADINGS,
  UNIT_SHEET,
  USERS_HEADING,
} from './reports/setup-columns.ts'
import { type Row, Table } from './setup-cells.ts'
import { ID } from './setup-file.ts'
import { newTwins } from './setup-tree.ts'

/** A file has no more rows. */
export const MOST_ROWS = 5000
const { nameCharacters, shortCharacters, standardCharacters } = SETUP_LIMITS

/** What the file asks for. What it does not name stays as it is. */
export interface Wanted {
  /** Every unit that it names, with those of its services that it names. */
  units: Unit[]
  problems: ImportProblem[]
}

interface Setup {
  units: readonly Unit[]
  periods: readonly SurveyPeriod[]
}

/** @param file sheets of a workbook; of a CSV one without a name, with units and services in one row */
export function wantedOf(file: readonly Sheet[], setup: Setup): Wanted {
  const problems: ImportProblem[] = []
  const csv = file.length === 1 && file[0]?.name === ''
  const sheet = (name: string) =>
    csv ? file[0] : file.find((one) => one.name.trim().toLowerCase() === name.toLowerCase())
  const [units, services] = [sheet(UNIT_SHEET), sheet(SERVICE_SHEET)]
  if (!units && !services)
    problems.push({ code: 'import.column', detail: `${UNIT_SHEET}, ${SERVICE_SHEET}` })
  for (const { name, rows } of file)
    if (rows.length > MOST_ROWS + 1) {
      const path = `${name ? `${name}!` : ''}A${MOST_ROWS + 2}`
      problems.push({
        code: 'import.row',
        path,
        detail: `paling banyak ${formatNumber(MOST_ROWS, 'id')} baris`,
      })
    }
  if (problems.length > 0) return { units: [], problems }
  const users = setup.periods.map(({ id }) => `${USERS_HEADING} ${id}`)
  const reader = new SetupReader(setup)
  if (csv && units) reader.readTogether(new Table(units, problems), users)
  else {
    if (units) reader.readUnits(new Table(units, problems))
    if (services) reader.readServices(new Table(services, problems), users)
  }
  reader.checkTree()
  reader.carryArchived()
  reader.checkNames()
  return { units: [...reader.wanted.values()], problems: inOrder(problems) }
}

const { unit: UNIT, unitName: UNIT_NAME } = UNIT_HEADINGS
const { service: SERVICE, serviceName: SERVICE_NAME } = SERVICE_HEADINGS

class SetupReader {
  readonly wanted = new Map<string, Unit>()
  private readonly setup: Setup
  private readonly placed: { unit: string; table: Table; row: Row }[] = []
  /** The cells where units and services were first named. */
  private readonly seen = new Map<string, string>()

  constructor(setup: Setup) {
    this.setup = setup
  }

  readUnits(table: Table): void {
    table.expect([UNIT, UNIT_NAME], knownAmong(Object.values(UNIT_HEADINGS)))
    const named = table.rows.map((row) => table.raw(row, UNIT))
    const taken = new Set([...this.setup.units.map(({ id }) => id), ...named])
    for (const row of table.rows) this.readUnit(table, row, taken)
  }

  readServices(table: Table, users: readonly string[]): void {
    const known = [UNIT, ...Object.values(SERVICE_HEADINGS), ...users]
    table.expect([UNIT, SERVICE_NAME], knownAmong(known))
    for (const row of table.rows) this.readService(table, row)
  }

  /** Units and services in the same rows: the first row of a unit says what it is, the others may say it again. */
  readTogether(table: Table, users: readonly string[]): void {
    const [ofUnit, ofService] = [Object.values(UNIT_HEADINGS), Object.values(SERVICE_HEADINGS)]
    table.expect([UNIT, UNIT_NAME], knownAmong([...ofUnit, ...ofService, ...users]))
    const first = new Map<string, Row>()
    for (const row of table.rows) {
      const id = table.someText(row, UNIT, nameCharacters)
      if (id === '') continue
      const before = first.get(id)
      if (!before) this.readUnit(table, row, new Set())
      for (const heading of before ? ofUnit : []) {
        const [said, again] = [table.raw(before ?? row, heading), table.raw(row, heading)]
        if (again !== '' && again !== said) table.wrong(row, heading, 'import.row', said)
      }
      if (!before) first.set(id, row)
      if (table.raw(row, SERVICE) !== '' || table.raw(row, SERVICE_NAME) !== '')
        this.readService(table, row)
    }
  }

  private readUnit(table: Table, row: Row, taken: Set<string>): void {
    const name = table.someText(row, UNIT_NAME, nameCharacters)
    const short = table.text(row, UNIT_HEADINGS.short, shortCharacters)
    const id = idIn(table, row, UNIT) ?? freeSlug(short ?? name, taken, 'unit')
    taken.add(id)
    const first = this.seen.get(id)
    if (first !== undefined) {
      table.wrong(row, UNIT, 'setup.duplicate', first)
      return
    }
    this.seen.set(id, table.cell(row, UNIT))
    this.wanted.set(id, this.unitIn(table, row, { id, name, short }))
  }

  private readService(table: Table, row: Row): void {
    const unit = this.unitOfService(table, row)
    if (!unit) return
    const name = table.someText(row, SERVICE_NAME, nameCharacters)
    const there = this.setup.units.find(({ id }) => id === unit.id)?.services ?? []
    const taken = new Set([...there, ...unit.services].map((service) => service.id))
    const id = idIn(table, row, SERVICE) ?? freeSlug(name, taken, 'layanan')
    const key = `${unit.id}/${id}`
    const first = this.seen.get(key)
    if (first === undefined) this.seen.set(key, table.cell(row, SERVICE))
    else table.wrong(row, SERVICE, 'setup.duplicate', first)
    const before = there.find((service) => service.id === id)
    unit.services.push(this.serviceIn(table, row, { id, name }, before))
  }

  /** Parents that are there, and no ring. */
  checkTree(): void {
    const all = this.tree()
    for (const { unit, table, row } of this.placed) {
      const parent = this.wanted.get(unit)?.parent
      if (!parent) continue
      if (!all.some(({ id }) => id === parent))
        table.wrong(row, UNIT_HEADINGS.parent, 'unit.unknown', parent)
      else if (withinUnit(all, unit).has(parent))
        table.wrong(row, UNIT_HEADINGS.parent, 'setup.ring', parent)
    }
  }

  /** What is archived or comes back takes others along, as by hand; where both are wanted of a unit it is archived. */
  carryArchived(): void {
    const { units } = this.setup
    const was = new Set(units.filter(({ archived }) => archived).map(({ id }) => id))
    const turned = [...this.wanted.values()].filter(({ id, archived }) => was.has(id) !== archived)
    for (const archived of [false, true])
      for (const { id } of turned.filter((unit) => unit.archived === archived))
        for (const one of archivedWith(this.tree(), id, archived)) {
          const unit = this.wanted.get(one) ?? units.find((there) => there.id === one)
          if (!unit) continue
          const services = this.wanted.has(one) ? unit.services : []
          this.wanted.set(one, { ...unit, archived, services })
        }
  }

  /** No two in use of one short name in one place; twins that were there before may stay. */
  checkNames(): void {
    for (const { id, short } of newTwins(this.tree(), this.setup.units)) {
      const cell = this.cellOf(id)
      if (cell) cell.table.wrong(cell.row, cell.heading, 'setup.duplicate', short)
    }
  }

  /** Where the file names a unit; one that comes back with another has the cell of that one's name. */
  private cellOf(unit: string): { table: Table; row: Row; heading: string } | undefined {
    const below = withinUnit(this.tree(), unit)
    const found =
      this.placed.find((one) => one.unit === unit) ??
      this.placed.find((one) => below.has(one.unit) && !this.wanted.get(one.unit)?.archived)
    if (!found) return undefined
    const { table, row } = found
    const short = found.unit === unit && table.has(UNIT_HEADINGS.short)
    return { table, row, heading: short ? UNIT_HEADINGS.short : UNIT_NAME }
  }

  /** Every unit as it will be. */
  private tree(): Unit[] {
    const others = this.setup.units.filter(({ id }) => !this.wanted.has(id))
    return [...others, ...this.wanted.values()]
  }

  private unitIn(
    table: Table,
    row: Row,
    { id, name, short }: { id: string; name: string; short: string | null },
  ): Unit {
    const before = this.setup.units.find((unit) => unit.id === id)
    const { kind, parent, unitArchived } = UNIT_HEADINGS
    this.placed.push({ unit: id, table, row })
    return {
      id,
      name,
      short: short ?? before?.short ?? name.slice(0, shortCharacters),
      kind: table.has(kind) ? table.kind(row, kind) : (before?.kind ?? 'unit'),
      parent: table.has(parent)
        ? table.text(row, parent, nameCharacters)
        : (before?.parent ?? null),
      archived: table.has(unitArchived)
        ? table.flag(row, unitArchived)
        : (before?.archived ?? false),
      services: [],
    }
  }

  private serviceIn(
    table: Table,
    row: Row,
    { id, name }: { id: string; name: string },
    before: Service | undefined,
  ): Service {
    const { biaya, freeByLaw, serviceArchived } = SERVICE_HEADINGS
    const standard: ServiceStandard = { ...before?.standard }
    for (const [component, heading] of Object.entries(STANDARD_HEADINGS)) {
      if (!table.has(heading)) continue
      const key = component as keyof typeof STANDARD_HEADINGS
      const text = table.text(row, heading, standardCharacters)
      if (text === null) delete standard[key]
      else standard[key] = text
    }
    if (table.has(biaya)) {
      const tariff = table.tariff(row, biaya)
      if (tariff === undefined) delete standard.biaya
      else standard.biaya = tariff
    }
    const law = table.has(freeByLaw)
      ? table.text(row, freeByLaw, nameCharacters)
      : (before?.freeByLaw ?? null)
    if (law !== null && standard.biaya) table.wrong(row, biaya, 'field.range', '0')
    const archived = table.has(serviceArchived)
      ? table.flag(row, serviceArchived)
      : (before?.archived ?? false)
    const users = this.usersIn(table, row, before)
    return { id, name, standard, users, freeByLaw: law ?? '', archived }
  }

  private usersIn(table: Table, row: Row, before: Service | undefined): Record<string, number> {
    const users = { ...before?.users }
    for (const { id } of this.setup.periods) {
      const heading = `${USERS_HEADING} ${id}`
      if (!table.has(heading)) continue
      const number = table.whole(row, heading, { least: 1, most: SETUP_LIMITS.users })
      if (number === null) delete users[id]
      else users[id] = number
    }
    return users
  }

  /** The unit that a row of services belongs to, as the file wants it, or as it is. */
  private unitOfService(table: Table, row: Row): Unit | null {
    const id = table.someText(row, UNIT, nameCharacters)
    if (id === '') return null
    const wanted = this.wanted.get(id)
    if (wanted) return wanted
    const there = this.setup.units.find((one) => one.id === id)
    if (!there) return table.wrong(row, UNIT, 'unit.unknown', id)
    const kept = { ...there, archived: there.archived ?? false, services: [] }
    this.wanted.set(id, kept)
    return kept
  }
}

/** As the file is read: by sheet, then by row, then by column. */
function inOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  const placed = problems.map((problem) => {
    const [, sheet = '', column = '', row = '0'] =
      /^(?:(.*)!)?([A-Z]+)(\d+)$/.exec(problem.path ?? '') ?? []
    return {
      problem,
      sheet: sheet.toLowerCase() === SERVICE_SHEET.toLowerCase() ? 1 : 0,
      row: Number(row),
      column,
    }
  })
  return placed
    .sort(
      (a, b) =>
        a.sheet - b.sheet ||
        a.row - b.row ||
        a.column.length - b.column.length ||
        a.column.localeCompare(b.column),
    )
    .map(({ problem }) => problem)
}

function knownAmong(headings: readonly string[]) {
  const known = new Set(headings.map((heading) => heading.toLowerCase()))
  return (heading: string) => known.has(heading)
}

/** The id of a row; `null` = it has none yet. */
function idIn(table: Table, row: Row, heading: string): string | null {
  const id = table.text(row, heading, nameCharacters)
  if (id !== null && !ID.test(id)) return table.wrong(row, heading, 'field.range', 'a-z, 0-9, -')
  return id
}
