// The three time zones of Indonesia. Source: Keppres 41/1987.

export const TIMEZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const
export type Timezone = (typeof TIMEZONES)[number]
