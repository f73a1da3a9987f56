// A choice as a pill: the browser's own list lies unseen over the chosen words, so the pill is as wide as they are.
import './select-pill.css'

interface SelectPillProps<V extends string> {
  /** Read out, not shown: the chosen value says enough to the eye. */
  label: string
  value: V
  options: readonly { value: V; text: string }[]
  onChange: (value: V) => void
}

export function SelectPill<V extends string>({
  label,
  value,
  options,
  onChange,
}: SelectPillProps<V>) {
  return (
    <span class="select-pill">
      <select
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options[currentTarget.selectedIndex]
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
      <span class="text" aria-hidden="true">
        {options.find((option) => option.value === value)?.text}
      </span>
    </span>
  )
}
