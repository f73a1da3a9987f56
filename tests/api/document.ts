// Holds an answer against what the OpenAPI document says of it.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { get, type TestServer } from './server.ts'

type Responses = Record<string, { content?: Record<string, { schema: object }> }>
interface Parameter {
  in: string
  name: string
}
export interface Document {
  openapi: string
  paths: Record<string, Record<string, { responses: Responses; parameters?: Parameter[] }>>
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

export async function documentOf(server: TestServer): Promise<Document> {
  return (await get(server, '/api/openapi.json')).json()
}

export function expectAsSaid(
  document: Document,
  [method, path]: [string, string],
  reply: { statusCode: number; json(): unknown },
) {
  const responses = document.paths[path]?.[method]?.responses ?? {}
  const response = responses[reply.statusCode] ?? responses[`${String(reply.statusCode)[0]}XX`]
  const schema = response?.content?.['application/json']?.schema
  expect(schema, `${method} ${path} ${reply.statusCode}`).toBeDefined()
  const valid = ajv.validate(schema ?? false, reply.json())
  expect(ajv.errors ?? [], `${method} ${path} ${reply.statusCode}`).toEqual([])
  expect(valid).toBe(true)
}

/** The path of the document that an address stands for, as in `/api/units/{unit}`. */
export function pathIn(document: Document, url: string): string {
  const parts = (url.split('?')[0] ?? '').split('/')
  const fits = (path: string) => {
    const others = path.split('/')
    return (
      others.length === parts.length &&
      others.every((part, i) => part === parts[i] || part.startsWith('{'))
    )
  }
  const paths = Object.keys(document.paths).filter(fits)
  return paths.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? url
}
