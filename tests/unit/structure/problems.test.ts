// Every problem that the list names can happen: its code stands somewhere beside the list and its words.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROBLEM_DETAIL } from '../../../src/core/problem.ts'

const SOURCE = join(import.meta.dirname, '../../../src')
const text = globSync('**/*.{ts,tsx}', { cwd: SOURCE })
  .filter((file) => file !== 'core/problem.ts' && !file.startsWith('i18n/'))
  // The table of statuses raises nothing.
  .map((file) => readFileSync(join(SOURCE, file), 'utf8').replace(/^ {2}'[\w.-]+': \d+,$/gm, ''))
  .join('\n')

test.each(Object.keys(PROBLEM_DETAIL))('%s is raised somewhere', (code) => {
  expect(text.includes(`'${code}'`)).toBe(true)
})
