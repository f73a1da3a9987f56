// Who answered and how: each group with its share and index, and those who did not say.
import { DashCard } from './dash-card.tsx'
import { useSay } from './say.ts'
import { ShareTable } from './share-table.tsx'
import type { View } from './view.ts'
import './respondents-card.css'

export function RespondentsCard({ view }: { view: View }) {
  const { w, number } = useSay()
  const { parts } = view
  // Disability is asked apart and often left out: shown only where somebody answered.
  const disability = parts.disability?.groups.some(({ key }) => key !== null)
  const titles = {
    sex: w.respondents.sex,
    age: w.respondents.age,
    education: w.respondents.education,
    job: w.respondents.job,
    ...(disability ? { disability: w.respondents.disability } : {}),
    channel: w.days.channel,
    mode: w.days.mode,
  }
  const shown = (
    ['sex', 'age', 'education', 'job', 'disability', 'channel', 'mode'] as const
  ).filter((part) => part !== 'disability' || disability)
  return (
    <DashCard
      id="responden"
      title={w.respondents.title}
      note={`n ${number(view.main.n)}`}
      class="respondents-card"
    >
      <div class="blocks">
        {shown.map((part) => (
          <div class="block" key={part}>
            <ShareTable title={titles[part] ?? part} part={part} results={parts[part]} />
          </div>
        ))}
      </div>
    </DashCard>
  )
}
