// The version of this build: written into every submission, and shown to staff.

/** Put in by the build: the version and a hash of the sources. */
declare const __APP_VERSION__: string

export const APP_VERSION: string = __APP_VERSION__
