"use client"

import { Button, Skeleton } from "@mantine/core"
import { IconEdit } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { InstanceRow } from "#components/alert-instance/instance-row.tsx"
import { byUrgency } from "#components/alert-instance/urgency.ts"
import listClasses from "#components/alert-instance/alert-instance.module.css"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import type { Runbook } from "#lib/runbook/schema.ts"
import { RunbookText } from "./runbook-text.tsx"
import classes from "./runbook.module.css"
import { useDeleteRunbook, useRunbook, useRunbookAlerts } from "./use-runbooks.ts"

/** One runbook as text, with the alerts that it belongs to now. */
export function RunbookPage({ id }: { id: string }) {
  const t = useTranslations("runbook")
  const found = useRunbook(id)
  return (
    <Page
      breadcrumb={[{ label: t("title"), href: "/runbooks" }, { label: found.data?.title ?? t("one") }]}
      actions={found.data && <Actions runbook={found.data} />}
    >
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={240} />}
      {found.data && (
        <div className={classes.reading}>
          <article className={classes.text}>
            {found.data.owner && <p className={classes.dim}>{t("ownedBy", { owner: found.data.owner })}</p>}
            <RunbookText runbook={found.data} />
          </article>
          <Belongs runbook={found.data} />
        </div>
      )}
    </Page>
  )
}

function Actions({ runbook }: { runbook: Runbook }) {
  const t = useTranslations("runbook")
  const may = useCan("runbook:write")
  const router = useRouter()
  const remove = useDeleteRunbook()
  if (!may) return null
  return (
    <>
      {remove.isError && <ErrorNotice error={remove.error} compact />}
      <ConfirmButton
        question={t("deleteQuestion", { count: runbook.rules.length })}
        confirm={t("delete")}
        onConfirm={() =>
          remove.mutateAsync(runbook.id).then(
            () => router.push("/runbooks"),
            () => {},
          )
        }
      >
        {t("delete")}
      </ConfirmButton>
      <Button component={Link} href={`/runbooks/${encodeURIComponent(runbook.id)}/edit`} leftSection={<IconEdit size={16} stroke={1.5} />}>
        {t("edit")}
      </Button>
    </>
  )
}

function Belongs({ runbook }: { runbook: Runbook }) {
  const t = useTranslations("runbook")
  const alerts = useRunbookAlerts(runbook.id)
  return (
    <aside className={classes.belongs}>
      <h2>{t("alertsNow")}</h2>
      {alerts.isError && <ErrorNotice error={alerts.error} compact />}
      {alerts.data?.length === 0 && <p className={classes.dim}>{t("noAlerts")}</p>}
      {alerts.data && alerts.data.length > 0 && (
        <ul className={listClasses.list} data-narrow>
          {alerts.data.toSorted(byUrgency).map((instance) => (
            <InstanceRow key={instance.id} instance={instance} />
          ))}
        </ul>
      )}
      <h2>{t("rules")}</h2>
      {runbook.rules.length === 0 && <p className={classes.dim}>{t("noRules")}</p>}
      <ul className={classes.rules}>
        {runbook.rules.map((rule) => (
          <li key={rule.id}>
            <Link href={`/alerts/rules/${encodeURIComponent(rule.id)}`}>{rule.name}</Link>
          </li>
        ))}
      </ul>
      {runbook.matchers.length > 0 && (
        <>
          <h2>{t("matchers")}</h2>
          <p className={classes.mono}>{runbook.matchers.join(", ")}</p>
        </>
      )}
    </aside>
  )
}
