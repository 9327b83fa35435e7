"use client"

import { NumberInput, Select, Switch, Tabs, Textarea, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type ReactNode, useRef, useState } from "react"
import { SearchField } from "#components/ui/search-field.tsx"
import { panelKind, panelKinds } from "#components/panel/kinds.ts"
import type { Panel } from "#lib/dashboard/schema.ts"
import type { Range } from "#lib/time/range.ts"
import { carryOver } from "./carry-over.ts"
import { updatePanel } from "./layout.ts"
import classes from "./panel-editor.module.css"
import { PanelOptions } from "./panel-options.tsx"
import { PanelQueries } from "./panel-queries.tsx"
import type { Editing } from "./use-editing.ts"

/** One panel: the live picture on top, its queries below, everything else in a column at the right. */
export function PanelEditor({
  panel,
  editing,
  range,
  draw,
  onRun,
}: {
  panel: Panel
  editing: Editing
  range: (nowMs: number) => Range
  draw: (panel: Panel) => ReactNode
  /** Reads now what else is read half a second after the last key. */
  onRun: () => void
}) {
  const t = useTranslations("dashboard")
  const set = (change: Partial<Panel>, mark?: string) =>
    editing.edit((before) => updatePanel(before, panel.id, change), mark && `${panel.id} ${mark}`)
  const queryless = panelKind(panel.kind).queryless
  return (
    <div className={classes.editor}>
      <div className={classes.main}>
        <div className={classes.picture}>{draw(panel)}</div>
        {!queryless && (
          <Tabs defaultValue="queries">
            <Tabs.List>
              <Tabs.Tab value="queries">{t("queries")}</Tabs.Tab>
              <Tabs.Tab value="reading">{t("reading")}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="queries" pt={8}>
              <PanelQueries panel={panel} range={range} onChange={set} onRun={onRun} />
            </Tabs.Panel>
            <Tabs.Panel value="reading" pt={8}>
              <Reading panel={panel} onChange={set} />
            </Tabs.Panel>
          </Tabs>
        )}
      </div>
      <OptionsColumn panel={panel} onChange={set} />
    </div>
  )
}

function Reading({ panel, onChange }: { panel: Panel; onChange: (change: Partial<Panel>, mark?: string) => void }) {
  const t = useTranslations("dashboard")
  return (
    <div className={classes.fields}>
      <NumberInput
        label={t("maxDataPoints")}
        description={t("maxDataPointsHint")}
        min={1}
        max={11_000}
        allowDecimal={false}
        value={panel.maxDataPoints ?? ""}
        onChange={(value) => onChange({ maxDataPoints: typeof value === "number" ? value : undefined }, "points")}
      />
      <TextInput
        label={t("minInterval")}
        description={t("minIntervalHint")}
        placeholder="15s"
        value={panel.minInterval ?? ""}
        onChange={(event) => onChange({ minInterval: event.currentTarget.value.trim() || undefined }, "interval")}
      />
    </div>
  )
}

function OptionsColumn({ panel, onChange }: { panel: Panel; onChange: (change: Partial<Panel>, mark?: string) => void }) {
  const t = useTranslations("dashboard")
  const [search, setSearch] = useState("")
  const kind = panelKind(panel.kind)
  // Going back to a kind brings back what it had.
  const left = useRef(new Map<string, Record<string, unknown>>())
  const choose = (name: string | null) => {
    const next = name && panelKind(name)
    if (!next || name === panel.kind) return
    left.current.set(panel.kind, panel.options)
    onChange({ kind: name, options: { ...left.current.get(name), ...carryOver(panel.options, next.options) } })
  }
  return (
    <aside className={classes.options} aria-label={t("options")}>
      <Select
        label={t("kind")}
        allowDeselect={false}
        value={panel.kind}
        onChange={choose}
        data={panelKinds.map((one) => ({ value: one.name, label: t.has(`kind_${one.name}`) ? t(`kind_${one.name}`) : one.name }))}
      />
      <TextInput
        label={t("panelTitle")}
        value={panel.title}
        onChange={(event) => onChange({ title: event.currentTarget.value }, "title")}
      />
      <Textarea
        label={t("description")}
        autosize
        minRows={2}
        maxRows={8}
        value={panel.description ?? ""}
        onChange={(event) => onChange({ description: event.currentTarget.value || undefined }, "description")}
      />
      <Switch
        label={t("transparent")}
        checked={panel.transparent ?? false}
        onChange={(event) => onChange({ transparent: event.currentTarget.checked || undefined })}
      />
      <SearchField label={t("searchOptions")} value={search} onChange={(text) => setSearch(text ?? "")} />
      <PanelOptions
        options={kind.options}
        value={panel.options}
        search={search}
        onChange={(options, mark) => onChange({ options }, mark)}
      />
    </aside>
  )
}
