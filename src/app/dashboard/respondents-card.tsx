// Who answered: sex, age, education, job and disability, each with those who did not say.
import { DashCard } from './dash-card.tsx'
import { useSay } from './say.ts'
import { ShareTable } from './share-table.tsx'
import type { View } from './view.ts'
import './respondents-card.css'

const PARTS = ['sex', 'age', 'education', 'job'] as const

export function RespondentsCard({ view }: { view: View }) {
  const { w, number } = useSay()
  // Disability is asked for apart and often left out: shown only where somebody answered.
  const disability = view.parts.disability
  const answered = disability?.groups.some(({ key }) => key !== null)
  return (
    <DashCard
      id="responden"
      title={w.respondents.title}
      note={`n ${number(view.main.n)}`}
      class="respondents-card"
    >
      <div class="blocks">
        <div class="block">
          <ShareTable title={w.respondents.sex} part="sex" results={view.parts.sex} />
          {(answered || disability === null) && (
            <ShareTable title={w.respondents.disability} part="disability" results={disability} />
          )}
        </div>
        {PARTS.slice(1).map((part) => (
          <div class="block" key={part}>
            <ShareTable title={w.respondents[part]} part={part} results={view.parts[part]} />
          </div>
        ))}
      </div>
    </DashCard>
  )
}
