// Names of the age bands.
import type { AgeBand } from '../core/respondent.ts'
import type { Words } from './language.ts'

export const AGE_BAND_WORDS: Words<Record<AgeBand, string>> = {
  id: {
    '0-16': 'di bawah 17 tahun',
    '17-24': '17–24 tahun',
    '25-34': '25–34 tahun',
    '35-44': '35–44 tahun',
    '45-59': '45–59 tahun',
    '60+': '60 tahun ke atas',
  },
  en: {
    '0-16': 'under 17 years',
    '17-24': '17–24 years',
    '25-34': '25–34 years',
    '35-44': '35–44 years',
    '45-59': '45–59 years',
    '60+': '60 years and over',
  },
}
