// After the tests of each file: the browser that they shared ends.
import { afterAll } from 'vitest'
import { closeSharedBrowser } from './harness.ts'

afterAll(closeSharedBrowser)
