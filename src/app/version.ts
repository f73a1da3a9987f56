// The version of this build: written into every submission, and shown to staff.
import { version } from '../../package.json'

export const APP_VERSION = version
