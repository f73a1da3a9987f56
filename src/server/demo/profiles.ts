// How the units of the example differ: how many come, how satisfied they are, and what is special.

export interface Profile {
  /** Share of all answers, compared with the other units. */
  volume: number
  /** Mean score of an element before what is said of single elements, 1 to 4. */
  level: number
  /** Spread of satisfaction between respondents, points of score. */
  spread: number
  /** Added to single elements, points of score. */
  shift: Readonly<Record<string, number>>
  /** Share of respondents who paid where the service is free. */
  levyShare: number
  /** Share of respondents whom an officer steered. */
  steeredShare: number
  /** Share asked in the villages by an enumerator. */
  interviewShare: number
  saturdays: boolean
}

const OFFICE: Profile = {
  volume: 3,
  level: 3.3,
  spread: 0.45,
  shift: {},
  levyShare: 0.003,
  steeredShare: 0.01,
  interviewShare: 0,
  saturdays: false,
}
const DISTRICT: Profile = { ...OFFICE, volume: 2, level: 3.28, interviewShare: 0.45 }
const HEALTH: Profile = { ...OFFICE, volume: 8, spread: 0.5, saturdays: true }

/** What all units have in common: waiting and complaints are what people mind most. */
export const COMMON_SHIFT: Readonly<Record<string, number>> = {
  persyaratan: 0.02,
  prosedur: -0.04,
  waktu: -0.28,
  produk: 0.05,
  kompetensi: 0.1,
  perilaku: 0.14,
  sarana: -0.08,
  pengaduan: -0.2,
}

const PROFILES: Readonly<Record<string, Profile>> = {
  disdukcapil: { ...OFFICE, volume: 20, level: 3.32, shift: { waktu: -0.22 } },
  dpmptsp: { ...OFFICE, volume: 7, level: 3.2, shift: { waktu: -0.1, prosedur: -0.08 } },
  rsud: { ...HEALTH, volume: 18, level: 3.06, spread: 0.55, shift: { waktu: -0.18, sarana: -0.1 } },
  'puskesmas-buntok': { ...HEALTH, volume: 12, level: 3.5, shift: { waktu: 0.05 } },
  'puskesmas-tabak-kanilan': { ...HEALTH, volume: 5, level: 3.34, shift: { sarana: -0.15 } },
  bapenda: { ...OFFICE, volume: 5, level: 3.27 },
  dishub: { ...OFFICE, volume: 5, level: 3.18, levyShare: 0.09, steeredShare: 0.05 },
  dinsos: { ...OFFICE, volume: 4, level: 3.22, shift: { persyaratan: -0.14, waktu: -0.12 } },
  disnaker: { ...OFFICE, volume: 4, level: 3.42 },
  'kec-dusun-selatan': { ...DISTRICT, volume: 5, level: 3.36 },
  'kec-dusun-utara': { ...DISTRICT, volume: 3 },
  'kec-dusun-hilir': { ...DISTRICT, volume: 2, level: 3.24, shift: { sarana: -0.12 } },
  'kec-karau-kuala': { ...DISTRICT, volume: 2, level: 3.3 },
  'kec-jenamas': { ...DISTRICT, volume: 1, level: 3.26, shift: { sarana: -0.18 } },
  'kec-gunung-bintang-awai': { ...DISTRICT, volume: 2, level: 3.22, shift: { waktu: -0.1 } },
}

export function profileOf(unit: string): Profile {
  return PROFILES[unit] ?? OFFICE
}

/** The one real change: since a second counter was opened, the first unit is quicker. Points of score. */
export const CHANGE = { unit: 'disdukcapil', element: 'waktu', by: 0.42 } as const
