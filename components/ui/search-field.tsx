"use client"

import { TextInput } from "@mantine/core"
import { IconSearch } from "@tabler/icons-react"

/** What a list is searched by; `onChange` gets null for an empty text, as the address leaves it out then. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  label: string
  value: string
  onChange: (search: string | null) => void
  className?: string
}) {
  return (
    <TextInput
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} stroke={1.5} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}
