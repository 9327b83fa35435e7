"use client"

import { Button, Group, Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { parseAsBoolean, useQueryState } from "nuqs"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { notify } from "#components/ui/notify.ts"
import type { DatasourceView } from "#lib/datasource/schema.ts"
import { DatasourceForm } from "./datasource-form.tsx"
import classes from "./datasource.module.css"
import { useDatasource, useDatasourceKinds, useDeleteDatasource } from "./use-datasources.ts"

/** One datasource: its settings, whether it answers, and the way out. */
export function EditDatasourcePage({ id }: { id: string }) {
  const t = useTranslations("datasource")
  const [created, setCreated] = useQueryState("created", parseAsBoolean.withDefault(false))
  const found = useDatasource(id)
  const kinds = useDatasourceKinds()
  const remove = useDeleteDatasource()
  const source = found.data
  const kind = source && kinds.data?.find((one) => one.name === source.kind)
  const failed = found.error ?? kinds.error
  const saved = () => {
    void setCreated(null)
    void notify({ message: t("saved") })
  }
  return (
    <>
      <PageHeader title={source ? t("editTitle", { name: source.name }) : t("title")} description={kind?.label} />
      {failed && <ErrorNotice error={failed} onRetry={() => void Promise.all([found.refetch(), kinds.refetch()])} />}
      {!failed && !kind && <Skeleton height={240} />}
      {source && created && <NextSteps source={source} />}
      {remove.isError && <ErrorNotice error={remove.error} />}
      {source && kind && <DatasourceForm kind={kind} source={source} onSaved={saved} extra={<Delete source={source} remove={remove} />} />}
    </>
  )
}

function NextSteps({ source }: { source: DatasourceView }) {
  const t = useTranslations("datasource")
  return (
    <section className={classes.next}>
      <p>{t("createdTitle", { name: source.name })}</p>
      <Group gap={8}>
        <Button component={Link} href={`/explore?${new URLSearchParams({ datasource: source.id }).toString()}`}>
          {t("explore")}
        </Button>
        <Button component={Link} href="/dashboards/new" variant="default">
          {t("newDashboard")}
        </Button>
      </Group>
    </section>
  )
}

function Delete({ source, remove }: { source: DatasourceView; remove: ReturnType<typeof useDeleteDatasource> }) {
  const t = useTranslations("datasource")
  const router = useRouter()
  return (
    <ConfirmButton
      question={t("deleteQuestion", { name: source.name })}
      confirm={t("delete")}
      onConfirm={() =>
        remove.mutateAsync(source.id).then(
          () => router.push("/settings/datasources"),
          () => {},
        )
      }
    >
      {t("delete")}
    </ConfirmButton>
  )
}
