// What is asked: the questionnaire in use, the one being prepared, and how it will look.
import type { JSX } from 'preact'
import { fetchInstruments } from '../../../device/admin-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { useLoaded } from '../loaded.ts'
import { SectionHead } from '../section-head.tsx'
import { Failed, Loading } from '../states.tsx'
import { together } from '../together.ts'
import { Editor } from './editor.tsx'

export function Section(): JSX.Element {
  const { loaded, reload } = useLoaded((signal) =>
    together(fetchInstruments(signal), fetchCatalogue(signal)),
  )
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.kuesioner} />
      <p class="admin-lead">{ADMIN_SURVEY_WORDS[language.value].instrument.lead}</p>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      {loaded.state === 'ready' && <Editor first={loaded.value[0]} catalogue={loaded.value[1]} />}
    </>
  )
}
