// The list of people: role, last sign-in, and what is special about each.
import type { JSX } from 'preact'
import type { Unit } from '../../../core/wire.ts'
import type { PersonRecord } from '../../../core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { formatMoment, formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { unitName } from '../unit-options.ts'

export interface PeopleTableProps {
  people: readonly PersonRecord[]
  units: readonly Unit[]
  /** Username of who looks at it. */
  self: string
  onOpen: (person: PersonRecord) => void
}

export function PeopleTable({ people, units, self, onOpen }: PeopleTableProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].people
  return (
    <DataTable
      caption={w.columns.person}
      rows={people}
      keyOf={({ username }) => username}
      isPast={({ disabled }) => disabled}
      columns={[
        {
          head: w.columns.person,
          cell: ({ username, name }) => (
            <span class="row-name">
              {name || username}
              {username === self && ` (${w.you})`}
              {name && <small>{username}</small>}
            </span>
          ),
        },
        {
          head: w.columns.role,
          cell: ({ role, unit }) => (
            <span class="row-name">
              {w.roles[role]}
              {unit !== null && <small>{unitName(units, unit)}</small>}
            </span>
          ),
        },
        {
          head: w.columns.signedIn,
          cell: ({ signedInAt }) =>
            signedInAt === null ? w.never : formatMoment(signedInAt, language.value),
        },
        { head: w.columns.state, cell: (person) => <PersonChips person={person} /> },
        {
          head: w.columns.act,
          kind: 'actions',
          cell: (person) => (
            <Button
              label={w.openNamed(person.name || person.username)}
              onClick={() => onOpen(person)}
            >
              {w.open}
            </Button>
          ),
        },
      ]}
    />
  )
}

function PersonChips({ person }: { person: PersonRecord }): JSX.Element {
  const { states } = ADMIN_PEOPLE_WORDS[language.value].people
  return (
    <span class="chips">
      {person.disabled ? (
        <Chip tone="bad" text={states.disabled} />
      ) : (
        <Chip tone="good" text={states.plain} />
      )}
      {person.mustChange && <Chip tone="warn" text={states.mustChange} />}
      {person.secondFactor && <Chip tone="plain" text={states.secondFactor} />}
      {person.sessions > 1 && (
        <Chip tone="plain" text={states.sessions(formatNumber(person.sessions, language.value))} />
      )}
    </span>
  )
}
