// Who may sign in: the list, and what can be done with each.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Unit } from '../../../core/wire.ts'
import type { NewPassword, PersonRecord } from '../../../core/wire-admin.ts'
import { fetchPeople } from '../../../device/people-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useLoaded } from '../loaded.ts'
import { SectionHead } from '../section-head.tsx'
import type { SectionProps } from '../section-props.ts'
import { Failed, Loading } from '../states.tsx'
import { together } from '../together.ts'
import { unitName } from '../unit-options.ts'
import { NewPersonDialog } from './new-person-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { PersonDialog } from './person-dialog.tsx'
import '../list-section.css'

type Open = { dialog: 'new' } | { dialog: 'person'; username: string } | NewPassword | null

export function Section({ session }: SectionProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value]
  const { loaded, reload, set } = useLoaded((signal) =>
    together(fetchPeople(signal), fetchCatalogue(signal)),
  )
  const [open, setOpen] = useState<Open>(null)
  const [searched, setSearched] = useState('')
  const [done, setDone] = useState('')
  const title = FRAME_WORDS[language.value].sections.orang
  if (loaded.state === 'loading')
    return (
      <>
        <SectionHead title={title} />
        <Loading />
      </>
    )
  if (loaded.state === 'failed')
    return (
      <>
        <SectionHead title={title} />
        <Failed trouble={loaded.trouble} onRetry={reload} />
      </>
    )
  const [{ people }, catalogue] = loaded.value
  const { units } = catalogue
  const matching = people.filter((person) => matches(person, searched, units))
  const taken = (changed: PersonRecord[]) => set([{ people: changed }, catalogue])
  const chosen =
    open && 'username' in open ? people.find(({ username }) => username === open.username) : null
  return (
    <>
      <SectionHead title={title}>
        <Button look="main" onClick={() => setOpen({ dialog: 'new' })}>
          {w.people.add}
        </Button>
      </SectionHead>
      <p class="admin-lead">{w.people.lead}</p>
      <div class="admin-notices">
        <Notice tone="saved">{done}</Notice>
      </div>
      <section class="admin-card" aria-label={title}>
        {people.length > 1 && (
          <div class="admin-tools">
            <TextField
              type="search"
              label={w.people.search}
              value={searched}
              onInput={setSearched}
            />
          </div>
        )}
        <p class="admin-count" role="status">
          {w.people.count(
            formatNumber(matching.length, language.value),
            formatNumber(people.length, language.value),
          )}
        </p>
        {matching.length > 0 && (
          <PeopleTable
            people={matching}
            units={units}
            self={session.username}
            onOpen={({ username }) => {
              setDone('')
              setOpen({ dialog: 'person', username })
            }}
          />
        )}
        {matching.length === 0 && <p class="admin-none">{w.people.noMatch}</p>}
        {people.length === 1 && <p class="admin-none">{w.people.none}</p>}
      </section>
      {open && 'dialog' in open && open.dialog === 'new' && (
        <NewPersonDialog
          units={units}
          onClose={() => setOpen(null)}
          onAdded={(added) => {
            taken([...people, added.person])
            setOpen(added)
          }}
        />
      )}
      {chosen && (
        <PersonDialog
          person={chosen}
          units={units}
          isSelf={chosen.username === session.username}
          onClose={() => setOpen(null)}
          onRenew={() => {
            setOpen(null)
            reload()
          }}
          onChanged={taken}
          onSaved={(changed) => {
            taken(changed)
            setDone(w.person.saved)
            setOpen(null)
          }}
          onPassword={(given) => {
            taken(
              people.map((one) => (one.username === given.person.username ? given.person : one)),
            )
            setOpen(given)
          }}
        />
      )}
      {open && 'password' in open && (
        <PasswordDialog
          given={open}
          onClose={() => {
            setOpen(null)
            reload()
          }}
        />
      )}
    </>
  )
}

function matches(person: PersonRecord, searched: string, units: readonly Unit[]): boolean {
  const sought = searched.trim().toLocaleLowerCase('id')
  const role = ADMIN_PEOPLE_WORDS[language.value].people.roles[person.role]
  return [person.username, person.name, role, unitName(units, person.unit)].some((text) =>
    text.toLocaleLowerCase('id').includes(sought),
  )
}
