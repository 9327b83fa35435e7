"use client"

import { Badge, Button } from "@mantine/core"
import { IconKey, IconPlus } from "@tabler/icons-react"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { ApiTokenAnswer } from "#lib/access/schema.ts"
import { isRole } from "#lib/access/viewer.ts"
import { api } from "#lib/http/api.ts"
import type { ListAnswer } from "#lib/http/list.ts"
import classes from "./access.module.css"
import { NewTokenDialog } from "./new-token-dialog.tsx"

/** One's API tokens; an admin sees everybody's. */
export function Tokens() {
  const t = useTranslations("access")
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const tokens = useQuery({
    queryKey: ["api-tokens"],
    queryFn: ({ signal }) => api.get<ListAnswer<ApiTokenAnswer>>("/api/api-tokens?limit=500", { signal }),
  })
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(`/api/api-tokens/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-tokens"] }),
  })
  const columns = useColumns((id) => revoke.mutateAsync(id).catch(() => undefined))
  const add = (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t("addToken")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("tokens")} description={t("tokensText")} actions={add} />
      {revoke.isError && <ErrorNotice error={revoke.error} compact />}
      {tokens.isError && <ErrorNotice error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.items.length === 0 && <EmptyState icon={IconKey} title={t("noTokens")} description={t("noTokensText")} />}
      {!tokens.isError && tokens.data?.items.length !== 0 && (
        <DataTable
          label={t("tokens")}
          columns={columns}
          rows={tokens.data?.items ?? []}
          rowKey={(token) => token.id}
          loading={tokens.isPending}
        />
      )}
      {adding && <NewTokenDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function useColumns(onRevoke: (id: string) => unknown): Column<ApiTokenAnswer>[] {
  const t = useTranslations("access")
  return [
    { key: "name", header: t("name"), sortValue: (token) => token.name, cell: (token) => token.name },
    { key: "prefix", header: t("token"), wide: true, cell: (token) => <span className={classes.mono}>{token.prefix}…</span> },
    {
      key: "role",
      header: t("role"),
      cell: (token) => (
        <>
          {isRole(token.role) ? t(`role_${token.role}`) : token.role}{" "}
          {!token.scopes.includes("*") && <span className={classes.dim}>{t("scopeCount", { count: token.scopes.length })}</span>}
        </>
      ),
    },
    {
      key: "lastUsed",
      header: t("lastUsed"),
      wide: true,
      sortValue: (token) => token.lastUsedAt ?? "",
      cell: (token) => (token.lastUsedAt ? <TimeText value={token.lastUsedAt} /> : <span className={classes.dim}>{t("never")}</span>),
    },
    { key: "ends", header: t("ends"), cell: (token) => <TokenEnd token={token} /> },
    {
      key: "revoke",
      header: "",
      align: "end",
      cell: (token) =>
        !token.revokedAt && (
          <ConfirmButton
            size="compact-xs"
            question={t("revokeQuestion", { name: token.name })}
            confirm={t("revoke")}
            onConfirm={() => onRevoke(token.id)}
          >
            {t("revoke")}
          </ConfirmButton>
        ),
    },
  ]
}

function TokenEnd({ token }: { token: ApiTokenAnswer }) {
  const t = useTranslations("access")
  if (token.revokedAt)
    return (
      <Badge size="xs" variant="default">
        {t("revoked")}
      </Badge>
    )
  return token.expiresAt ? <TimeText value={token.expiresAt} mode="absolute" /> : <span className={classes.dim}>{t("neverEnds")}</span>
}
