"use client"

import { ActionIcon, Button, Group, Paper, Select, Stack, Switch, TextInput } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import type { Variable } from "#lib/dashboard/schema.ts"
import { VariableFields } from "./variable-fields.tsx"
import { changeKind, newVariable, swap, variableKinds } from "./variable-list.ts"

/** The dashboard's variables: made, ordered, changed; with their values where the source can be asked. */
export function VariablesEditor({
  dashboardId,
  variables,
  onChange,
}: {
  dashboardId?: string
  variables: Variable[]
  onChange: (variables: Variable[]) => void
}) {
  const t = useTranslations("dashboard")
  return (
    <Stack gap={8}>
      <strong>{t("variables")}</strong>
      {variables.map((_variable, at) => (
        <VariableCard key={at} dashboardId={dashboardId} variables={variables} at={at} onChange={onChange} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => onChange([...variables, newVariable(variables)])}
        >
          {t("addVariable")}
        </Button>
      </div>
    </Stack>
  )
}

function nameProblem(variables: Variable[], at: number, t: (key: string) => string): string | undefined {
  const name = variables[at]?.name ?? ""
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) return t("variableNameRule")
  return variables.some((other, place) => place !== at && other.name === name) ? t("variableNameTaken") : undefined
}

function VariableCard({
  dashboardId,
  variables,
  at,
  onChange,
}: {
  dashboardId?: string
  variables: Variable[]
  at: number
  onChange: (variables: Variable[]) => void
}) {
  const t = useTranslations("dashboard")
  const variable = variables[at]
  if (!variable) return null
  return (
    <Paper withBorder p={12}>
      <Stack gap={8}>
        <Group gap={8} align="flex-end" wrap="nowrap">
          <Select
            label={t("variableKind")}
            allowDeselect={false}
            data={variableKinds.map((kind) => ({ value: kind, label: t(`variable_${kind}`) }))}
            value={variable.kind}
            onChange={(kind) => kind && onChange(variables.with(at, changeKind(variable, kind)))}
          />
          <TextInput
            flex={1}
            label={t("variableName")}
            value={variable.name}
            error={nameProblem(variables, at, t)}
            onChange={(event) => onChange(variables.with(at, { ...variable, name: event.currentTarget.value }))}
          />
          <Order variables={variables} at={at} onChange={onChange} />
        </Group>
        <TextInput
          label={t("variableLabel")}
          value={variable.label ?? ""}
          onChange={(event) => onChange(variables.with(at, { ...variable, label: event.currentTarget.value || undefined }))}
        />
        <VariableFields dashboardId={dashboardId} variable={variable} onChange={(next) => onChange(variables.with(at, next))} />
        {variable.kind !== "constant" && (
          <Switch
            label={t("hideVariable")}
            checked={variable.hide === "variable"}
            onChange={(event) => onChange(variables.with(at, { ...variable, hide: event.currentTarget.checked ? "variable" : undefined }))}
          />
        )}
      </Stack>
    </Paper>
  )
}

function Order({ variables, at, onChange }: { variables: Variable[]; at: number; onChange: (variables: Variable[]) => void }) {
  const t = useTranslations("dashboard")
  return (
    <>
      <ActionIcon aria-label={t("moveUp")} disabled={at === 0} onClick={() => onChange(swap(variables, at, at - 1))}>
        <IconArrowUp size={14} stroke={1.5} />
      </ActionIcon>
      <ActionIcon aria-label={t("moveDown")} disabled={at === variables.length - 1} onClick={() => onChange(swap(variables, at, at + 1))}>
        <IconArrowDown size={14} stroke={1.5} />
      </ActionIcon>
      <ActionIcon aria-label={t("removeVariable")} onClick={() => onChange(variables.toSpliced(at, 1))}>
        <IconTrash size={14} stroke={1.5} />
      </ActionIcon>
    </>
  )
}
