// Words for what is asked of a respondent, shared by the form and the dashboard.
import type { Education, Job, Sex } from '../core/respondent.ts'
import type { Words } from './language.ts'

export interface RespondentWords {
  sex: Record<Sex, string>
  education: Record<Education, string>
  job: Record<Job, string>
}

export const RESPONDENT_WORDS: Words<RespondentWords> = {
  id: {
    sex: { L: 'Laki-laki', P: 'Perempuan' },
    education: {
      'tidak sekolah': 'Tidak sekolah',
      SD: 'SD',
      SMP: 'SMP',
      SMA: 'SMA',
      D1: 'D1',
      D2: 'D2',
      D3: 'D3',
      D4: 'D4',
      S1: 'S1',
      S2: 'S2',
      S3: 'S3',
    },
    job: {
      PNS: 'PNS',
      TNI: 'TNI',
      POLRI: 'POLRI',
      Swasta: 'Swasta',
      Wirausaha: 'Wirausaha',
      Petani: 'Petani',
      Nelayan: 'Nelayan',
      'Ibu rumah tangga': 'Ibu rumah tangga',
      Pelajar: 'Pelajar',
      Lainnya: 'Lainnya',
    },
  },
  en: {
    sex: { L: 'Male', P: 'Female' },
    education: {
      'tidak sekolah': 'No schooling',
      SD: 'Primary (SD)',
      SMP: 'Junior high (SMP)',
      SMA: 'Senior high (SMA)',
      D1: 'Diploma D1',
      D2: 'Diploma D2',
      D3: 'Diploma D3',
      D4: 'Diploma D4',
      S1: 'Bachelor (S1)',
      S2: 'Master (S2)',
      S3: 'Doctorate (S3)',
    },
    job: {
      PNS: 'Civil servant',
      TNI: 'Military',
      POLRI: 'Police',
      Swasta: 'Private employee',
      Wirausaha: 'Self-employed',
      Petani: 'Farmer',
      Nelayan: 'Fisher',
      'Ibu rumah tangga': 'Homemaker',
      Pelajar: 'Student',
      Lainnya: 'Other',
    },
  },
}
