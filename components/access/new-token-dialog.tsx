"use client"

import { Alert, Button, Group, Modal, MultiSelect, Select, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useViewer } from "#components/shell/viewer-context.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { actions, atLeast } from "#lib/access/can.ts"
import type { ApiTokenMade } from "#lib/access/schema.ts"
import type { Role } from "#lib/access/viewer.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { RoleSelect } from "./role-select.tsx"

const DAY_MS = 86_400_000
const lives = ["30", "90", "365", "never"] as const

/** Makes a token and shows it once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("access")
  const client = useQueryClient()
  const viewer = useViewer()
  const [name, setName] = useState("")
  const [asked, setAsked] = useState<Asked>({ role: viewer?.role === "viewer" ? "viewer" : "editor", scopes: [], days: "90" })
  const make = useMutation({
    mutationFn: () => {
      const { role, scopes, days } = asked
      const expiresAt = days === "never" ? undefined : new Date(Date.now() + Number(days) * DAY_MS).toISOString()
      return api.post<ApiTokenMade>("/api/api-tokens", { name, role, scopes: scopes.length > 0 ? scopes : ["*"], expiresAt })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-tokens"] }),
  })
  if (make.data) return <MadeToken token={make.data.token} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t("addToken")}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <TextInput
          data-autofocus
          label={t("name")}
          description={t("tokenNameText")}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TokenFields value={asked} onChange={setAsked} />
        {make.isError && <ErrorNotice error={make.error} compact />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t("addToken")}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

interface Asked {
  role: Role
  /** Empty: all of the role. */
  scopes: string[]
  /** "never" or a number. */
  days: string
}

function TokenFields({ value, onChange }: { value: Asked; onChange: (value: Asked) => void }) {
  const t = useTranslations("access")
  const { role, scopes, days } = value
  const rights = Object.entries(actions).flatMap(([action, least]) => (atLeast(role, least) ? [action] : []))
  return (
    <>
      <RoleSelect value={role} onChange={(next) => onChange({ ...value, role: next, scopes: [] })} />
      <MultiSelect
        label={t("scopes")}
        description={t("scopesText")}
        placeholder={scopes.length === 0 ? t("allScopes") : undefined}
        searchable
        clearable
        data={rights}
        value={scopes}
        onChange={(next) => onChange({ ...value, scopes: next })}
      />
      <Select
        label={t("ends")}
        allowDeselect={false}
        data={lives.map((life) => ({ value: life, label: life === "never" ? t("neverEnds") : t("inDays", { days: Number(life) }) }))}
        value={days}
        onChange={(next) => next && onChange({ ...value, days: next })}
      />
    </>
  )
}

function MadeToken({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useTranslations("access")
  return (
    <Modal opened onClose={onClose} title={t("tokenMade")} closeOnClickOutside={false}>
      <div className={classes.form}>
        <Alert variant="light">{t("tokenMadeText")}</Alert>
        <div className={classes.token}>
          <code>{token}</code>
        </div>
        <Group justify="flex-end" gap="sm">
          <CopyButton value={token} label={t("copyToken")} text />
          <Button onClick={onClose}>{t("tokenKept")}</Button>
        </Group>
      </div>
    </Modal>
  )
}
