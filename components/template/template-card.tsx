"use client"

import { Button } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { DatasourcePicker } from "#components/datasource/datasource-picker.tsx"
import { useDatasources } from "#components/datasource/use-datasources.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { Templates } from "#lib/template/schema.ts"
import classes from "./template.module.css"
import { useMakeDashboard, useMakeRule } from "./use-templates.ts"

export function DashboardCard({ template }: { template: Templates["dashboards"][number] }) {
  const t = useTranslations("template")
  const kinds = [...template.datasourceKinds, ...template.optionalKinds]
  const { chosen, choose } = useChosen(kinds)
  const make = useMakeDashboard(template.name)
  const given = Object.fromEntries(Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== null))
  return (
    <Card
      template={template}
      may={useCan("dashboard:write")}
      verb={t("makeDashboard")}
      ready={template.datasourceKinds.every((kind) => chosen[kind])}
      busy={make.isPending || make.isSuccess}
      error={make.error}
      onMake={() => make.mutate(given)}
    >
      {kinds.map((kind) => (
        <DatasourcePicker key={kind} kinds={[kind]} value={chosen[kind] ?? null} onChange={(id) => choose(kind, id)} />
      ))}
    </Card>
  )
}

export function RuleCard({ template }: { template: Templates["rules"][number] }) {
  const t = useTranslations("template")
  const kind = template.datasourceKind
  const { chosen, choose } = useChosen([kind])
  const make = useMakeRule(template.name)
  const id = chosen[kind]
  return (
    <Card
      template={template}
      may={useCan("alert-rule:write")}
      verb={t("makeRule")}
      ready={Boolean(id)}
      busy={make.isPending || make.isSuccess}
      error={make.error}
      onMake={() => id && make.mutate(id)}
    >
      <DatasourcePicker kinds={[kind]} value={id ?? null} onChange={(chosenId) => choose(kind, chosenId)} />
    </Card>
  )
}

/** By kind: what was chosen, else the default, else the first that there is. */
function useChosen(kinds: string[]) {
  const found = useDatasources()
  const [own, setOwn] = useState<Record<string, string | null>>({})
  const first = (kind: string) => {
    const ofKind = found.data?.filter((one) => one.kind === kind)
    return (ofKind?.find((one) => one.isDefault) ?? ofKind?.[0])?.id ?? null
  }
  const chosen = Object.fromEntries(kinds.map((kind) => [kind, own[kind] ?? first(kind)]))
  return { chosen, choose: (kind: string, id: string | null) => setOwn((before) => ({ ...before, [kind]: id })) }
}

interface CardProps {
  template: { title: string; description: string }
  may: boolean
  verb: string
  ready: boolean
  busy: boolean
  error: Error | null
  onMake: () => void
  children: ReactNode
}

function Card({ template, may, verb, ready, busy, error, onMake, children }: CardProps) {
  return (
    <li className={classes.card}>
      <h2>{template.title}</h2>
      <p>{template.description}</p>
      {may && (
        <div className={classes.make}>
          {children}
          <Button variant="default" disabled={!ready} loading={busy} onClick={onMake}>
            {verb}
          </Button>
        </div>
      )}
      {error && <ErrorNotice error={error} compact />}
    </li>
  )
}
