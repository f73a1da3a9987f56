// Builds the app once before the browser tests, only when its sources changed.
import { buildIfChanged } from '../../src/build.ts'

export default buildIfChanged
