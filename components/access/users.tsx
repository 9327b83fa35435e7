"use client"

import { Badge, Button } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { UserAnswer } from "#lib/access/schema.ts"
import { api } from "#lib/http/api.ts"
import type { ListAnswer } from "#lib/http/list.ts"
import classes from "./access.module.css"
import { NewUserDialog } from "./new-user-dialog.tsx"
import { UserDialog } from "./user-dialog.tsx"

/** Who may sign in, with which role. `ownId` is the reader's. */
export function Users({ ownId }: { ownId: string }) {
  const t = useTranslations("access")
  const [search, setSearch] = useState("")
  const [asked] = useDebouncedValue(search, 200)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<UserAnswer>()
  const columns = useColumns(ownId)
  const users = useQuery({
    queryKey: ["users", asked],
    queryFn: ({ signal }) => api.get<ListAnswer<UserAnswer>>(`/api/users?limit=500&search=${encodeURIComponent(asked)}`, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader
        title={t("users")}
        description={t("usersText")}
        actions={
          <Button leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t("addUser")}
          </Button>
        }
      />
      <SearchField className={classes.search} label={t("searchUsers")} value={search} onChange={(text) => setSearch(text ?? "")} />
      {users.isError ? (
        <ErrorNotice error={users.error} onRetry={() => void users.refetch()} />
      ) : (
        <DataTable
          label={t("users")}
          columns={columns}
          rows={users.data?.items ?? []}
          rowKey={(user) => user.id}
          onOpen={setOpened}
          loading={users.isPending}
        />
      )}
      {adding && <NewUserDialog onClose={() => setAdding(false)} />}
      {opened && <UserDialog user={opened} isSelf={opened.id === ownId} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function useColumns(ownId: string): Column<UserAnswer>[] {
  const t = useTranslations("access")
  return [
    {
      key: "name",
      header: t("name"),
      sortValue: (user) => user.name,
      cell: (user) => (
        <>
          {user.name} {user.id === ownId && <span className={classes.dim}>({t("you")})</span>}
        </>
      ),
    },
    { key: "email", header: t("email"), sortValue: (user) => user.email, cell: (user) => user.email },
    {
      key: "role",
      header: t("role"),
      sortValue: (user) => user.role,
      cell: (user) => (
        <>
          {t(`role_${user.role}`)}{" "}
          {user.disabled && (
            <Badge size="xs" variant="default">
              {t("disabled")}
            </Badge>
          )}
        </>
      ),
    },
    {
      key: "lastSignIn",
      header: t("lastSignIn"),
      wide: true,
      sortValue: (user) => user.lastSignInAt ?? "",
      cell: (user) => (user.lastSignInAt ? <TimeText value={user.lastSignInAt} /> : <span className={classes.dim}>{t("never")}</span>),
    },
  ]
}
