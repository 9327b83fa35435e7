"use client"

import { Button, Skeleton } from "@mantine/core"
import { IconInbox } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { parseAsString, useQueryState } from "nuqs"
import { SentMessage } from "#components/delivery/sent-message.tsx"
import { useCan } from "#components/shell/viewer-context.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { useList } from "#components/ui/use-list.ts"
import type { InboxItem } from "#lib/inbox/schema.ts"
import classes from "./inbox.module.css"
import { newestAt } from "./unread.ts"
import { useSeen } from "./use-unread.ts"

/** The messages of the contact points that deliver inside, as a chat would show them. */
export function Inbox() {
  const t = useTranslations("inbox")
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useList<InboxItem>({ path: "/api/inbox", key: ["inbox"], filter: { search }, limit: 50, everyMs: 5_000 })
  const items = found.data
  const seen = useSeen(search || !items ? undefined : newestAt(items))
  return (
    <Page breadcrumb={[{ label: t("title") }]} width="reading">
      <SearchField className={classes.search} label={t("search")} value={search} onChange={(text) => void setSearch(text)} />
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={160} />}
      {items?.length === 0 && <Nothing filtered={search !== ""} />}
      {items && items.length > 0 && (
        <ol className={classes.list} aria-label={t("list")}>
          {items.map((item) => (
            <Item key={item.id} item={item} isNew={seen !== undefined && item.at > seen} />
          ))}
        </ol>
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  )
}

function Item({ item, isNew }: { item: InboxItem; isNew: boolean }) {
  const t = useTranslations("inbox")
  return (
    <li>
      <p className={classes.meta}>
        <span>{item.contactPoint}</span>
        <TimeText value={item.at} />
        {item.message.test && <span className={classes.mark}>{t("test")}</span>}
        {isNew && <span className={classes.new}>{t("new")}</span>}
      </p>
      <SentMessage message={item.message} />
    </li>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations("inbox")
  const mayAdd = useCan("contact-point:write")
  if (filtered) return <EmptyState icon={IconInbox} title={t("noMatch")} />
  return (
    <EmptyState
      icon={IconInbox}
      title={t("none")}
      description={t("noneText")}
      action={
        mayAdd && (
          <Button component={Link} href="/settings/contact-points" variant="default">
            {t("noneNext")}
          </Button>
        )
      }
    />
  )
}
