"use client"

import { TextInput } from "@mantine/core"
import { IconSearch } from "@tabler/icons-react"

/** What a list is searched by; `onChange` gets null for an empty text, as the address leaves it out then. */
export function SearchField({
  label,
  hint = label,
  value,
  onChange,
  className,
}: {
  label: string
  /** What stands in it while it is empty: its label, unless there is more to say. */
  hint?: string
  value: string
  onChange: (search: string | null) => void
  className?: string
}) {
  return (
    <TextInput
      className={className}
      aria-label={label}
      placeholder={hint}
      leftSection={<IconSearch size={14} stroke={1.5} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}
