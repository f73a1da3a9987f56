// Workbooks made and read without the libraries that the server uses: a zip file by hand, its XML by pattern.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A zip file. @param claims sizes that its directory names instead of the real ones */
export function zipOf(
  parts: Record<string, string | Buffer>,
  claims: Record<string, number> = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(plain), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(claims[name] ?? plain.length, 22)
    head.writeUInt16LE(name.length, 26)
    bodies.push(head, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    head.copy(entry, 10, 8, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    at += head.length + name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const count = Object.keys(parts).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** The parts of a workbook whose sheets hold these rows, as XML. */
export function partsOf(sheets: Record<string, string>): Record<string, string> {
  const names = Object.keys(sheets)
  const list = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`)
  const targets = names.map(
    (_, i) => `<Relationship Id="r${i}" Type="${R}/worksheet" Target="worksheets/s${i}.xml"/>`,
  )
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${R}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/s${i}.xml`,
        `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  }
}

type Value = string | number | boolean | null | { formula: string; value: string } | { day: number }

/** Rows as the XML of a sheet. */
export function rowsXml(rows: readonly (readonly Value[])[]): string {
  const xml = rows.map((row, at) => {
    const cells = row.map((value, column) => cellXml(`${letters(column)}${at + 1}`, value))
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  return xml.join('')
}

function cellXml(ref: string, value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  if ('day' in value) return `<c r="${ref}" s="1"><v>${value.day}</v></c>`
  return `<c r="${ref}" t="str"><f>${escaped(value.formula)}</f><v>${escaped(value.value)}</v></c>`
}

export function aWorkbook(sheets: Record<string, readonly (readonly Value[])[]>): Buffer {
  const xml = Object.entries(sheets).map(([name, rows]) => [name, rowsXml(rows)] as const)
  return zipOf(partsOf(Object.fromEntries(xml)))
}

/** Every cell of a workbook by sheet number and name, with the kind it is typed as. */
export function cellsOf(file: Buffer): Map<string, { type: string; text: string }> {
  const parts = unzip(file)
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, inner = '']) => plain(inner.replace(/<[^>]+>/g, '')),
  )
  const cells = new Map<string, { type: string; text: string }>()
  for (const [name, xml] of parts) {
    const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1]
    if (!sheet) continue
    for (const [, attributes = '', inner = ''] of xml.matchAll(/<c ([^>]*?)>(.*?)<\/c>/gs)) {
      const ref = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? ''
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      if (inner.includes('<f>')) throw new Error(`a formula in ${ref}`)
      const text = plain(inner.replace(/<[^>]+>/g, ''))
      cells.set(`${sheet}!${ref}`, {
        type,
        text: type === 's' ? (shared[Number(text)] ?? '') : text,
      })
    }
  }
  return cells
}

function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field))
    const path = file.subarray(at + 46, at + 46 + (name ?? 0)).toString()
    const head = file.readUInt32LE(at + 42)
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    const packed = file.subarray(from, from + file.readUInt32LE(at + 20))
    parts.set(path, (file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString())
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return parts
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `A${letters(column - 26)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
