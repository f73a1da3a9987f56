// Checks a small body against its schema on the wire: every problem named with its path, nothing unknown let through.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isDay } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { isCleanText } from '../core/submission.ts'
import type { JsonSchema } from '../core/wire-schema.ts'
import { problem, RequestProblem } from './problems.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false }).addFormat('date', isDay)

/** A refused body names no more: enough to mend it. */
const MOST_PROBLEMS = 20

/**
 * Reads the bodies of one call. The type is that of the schema, which the test of the OpenAPI document holds together.
 * @returns the body, or throws `body.missing`, `field.*` or `key.unknown` with the path of each
 */
export function checkedBy<T>(schema: JsonSchema): (body: unknown) => T {
  // Compiled when it is first asked for: few servers need all of them, and each takes memory.
  let compiled: ValidateFunction<T> | undefined
  return (body) => {
    compiled ??= ajv.compile<T>(schema)
    const validate = compiled
    if (body === undefined || body === null) throw problem('body.missing')
    const fits = validate(body)
    const wrong = fits ? uncleanTexts(body, '') : problemsOf(validate.errors ?? [])
    const [first, ...others] = wrong.slice(0, MOST_PROBLEMS)
    if (first) throw new RequestProblem([first, ...others])
    // ajv has just said so.
    return body as T
  }
}

function problemsOf(errors: readonly ErrorObject[]): Problem[] {
  const found = new Map<string, Problem>()
  for (const error of errors) {
    const wrong = problemOf(error)
    // A field that may be one of several kinds fails each: the first says enough.
    if (wrong && !found.has(wrong.path ?? '')) found.set(wrong.path ?? '', wrong)
  }
  return [...found.values()]
}

function problemOf({ keyword, params, instancePath }: ErrorObject): Problem | null {
  const path = instancePath.slice(1).replaceAll('/', '.')
  const within = (key: unknown) => (path ? `${path}.${key}` : String(key)).slice(0, 80)
  switch (keyword) {
    case 'required':
      return { code: 'field.missing', path: within(params.missingProperty) }
    case 'additionalProperties':
      return { code: 'key.unknown', path: within(params.additionalProperty) }
    case 'type':
      return { code: 'field.type', path, detail: String(params.type) }
    case 'minLength':
      return { code: 'field.missing', path }
    case 'maxLength':
      return { code: 'field.length', path, detail: String(params.limit) }
    case 'enum':
      return { code: 'field.range', path, detail: params.allowedValues.join(', ') }
    case 'anyOf':
      return null
    case 'pattern':
      // Blanks only.
      if (params.pattern === '\\S') return { code: 'field.missing', path }
      return { code: 'field.range', path, detail: params.pattern }
    default:
      return { code: 'field.range', path, detail: rangeOf(keyword, params) }
  }
}

function rangeOf(keyword: string, params: Record<string, unknown>): string {
  const { limit, format } = params
  if (keyword === 'minimum' || keyword === 'minItems') return `from ${limit}`
  if (keyword === 'maximum' || keyword === 'maxItems') return `at most ${limit}`
  return format === 'date' ? 'YYYY-MM-DD' : keyword
}

function uncleanTexts(value: unknown, path: string): Problem[] {
  // What is stored must fit into every database and file.
  if (typeof value === 'string') return isCleanText(value) ? [] : [{ code: 'field.text', path }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    uncleanTexts(inner, path ? `${path}.${key}` : key),
  )
}
