"use client"

import { Button, Combobox, Loader, useCombobox } from "@mantine/core"
import { IconCheck, IconChevronDown } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ALL, toggleOption } from "./choice.ts"
import classes from "./variables-bar.module.css"

export interface Option {
  value: string
  text: string
}

const mostShown = 200

/** One variable's choice: searchable; of several (`multi`) it stays open while options are clicked and tells when it closes. */
export function VariableSelect({
  label,
  options,
  value,
  multi = false,
  busy = false,
  onChange,
}: {
  label: string
  options: Option[]
  value: string[]
  multi?: boolean
  busy?: boolean
  onChange: (value: string[]) => void
}) {
  const t = useTranslations("dashboard")
  const [search, setSearch] = useState("")
  const [draft, setDraft] = useState<string[]>()
  const close = () => {
    if (draft) onChange(draft)
    setDraft(undefined)
    setSearch("")
  }
  const combobox = useCombobox({ onDropdownClose: close, onDropdownOpen: () => combobox.focusSearchInput() })
  const chosen = draft ?? value
  const textOf = (one: string) => (one === ALL ? t("all") : (options.find((option) => option.value === one)?.text ?? one))
  const submit = (option: string) => {
    if (multi) return setDraft(toggleOption(chosen, option))
    onChange([option])
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={260} position="bottom-start" withinPortal>
      <Combobox.Target targetType="button">
        <Button
          variant="default"
          className={classes.select}
          aria-label={label}
          rightSection={busy ? <Loader size={10} /> : <IconChevronDown size={12} stroke={1.5} />}
          onClick={() => combobox.toggleDropdown()}
        >
          {chosen.length > 2 ? t("chosenCount", { count: chosen.length }) : chosen.map(textOf).join(" + ") || t("nothingChosen")}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t("search")}
          aria-label={t("search")}
        />
        <FoundOptions values={options.map((option) => option.value)} search={search} chosen={chosen} textOf={textOf} />
      </Combobox.Dropdown>
    </Combobox>
  )
}

function FoundOptions({
  values,
  search,
  chosen,
  textOf,
}: {
  values: string[]
  search: string
  chosen: string[]
  textOf: (value: string) => string
}) {
  const t = useTranslations("dashboard")
  const wanted = search.trim().toLowerCase()
  const found = values.filter((value) => textOf(value).toLowerCase().includes(wanted))
  return (
    <Combobox.Options mah={280} className={classes.options}>
      {found.slice(0, mostShown).map((value) => (
        <Combobox.Option key={value} value={value} active={chosen.includes(value)} className={classes.option}>
          <IconCheck size={12} stroke={2} visibility={chosen.includes(value) ? "visible" : "hidden"} />
          {textOf(value)}
        </Combobox.Option>
      ))}
      {found.length === 0 && <Combobox.Empty>{t("noValues")}</Combobox.Empty>}
      {found.length > mostShown && <Combobox.Footer>{t("moreValues", { count: found.length - mostShown })}</Combobox.Footer>}
    </Combobox.Options>
  )
}
