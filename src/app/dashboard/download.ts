// Writes the CSV file. The writer comes only when it is asked for; formulas are escaped: a comment or name may begin with "=".
import { plainCell } from '../../core/spreadsheet.ts'
import { noteExport } from '../../device/export-api.ts'
import type { Language } from '../../i18n/language.ts'
import type { Row } from './csv-rows.ts'
import type { View } from './view.ts'

/** Spreadsheets set to Indonesian expect `;` between cells and `,` in numbers. */
const FORM: Record<Language, { delimiter: string; decimal: string }> = {
  id: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
}

/** The text of the file, with the mark that makes spreadsheets read it as UTF-8. */
export async function csvText(rows: readonly Row[], language: Language): Promise<string> {
  const { stringify } = await import('csv-stringify/browser/esm/sync')
  const { delimiter, decimal } = FORM[language]
  return stringify([...rows], {
    bom: true,
    delimiter,
    record_delimiter: 'windows',
    cast: { number: (value) => String(value).replace('.', decimal), string: plainCell },
  })
}

/** Leaves a line in the trail; throws where it could not: then there is no file either. */
export async function noteResults({ filter }: Pick<View, 'filter'>): Promise<void> {
  const { unit, service, period } = filter
  const reply = await noteExport({
    what: 'results',
    unit,
    service,
    from: period.from,
    to: period.to,
  })
  if (!reply.ok) throw new Error(`not noted: ${reply.failure} ${reply.status}`)
}
