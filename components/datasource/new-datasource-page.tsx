"use client"

import { Button, Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { parseAsString, useQueryState } from "nuqs"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import type { DatasourceKindView } from "#lib/datasource/schema.ts"
import { DatasourceForm } from "./datasource-form.tsx"
import classes from "./datasource.module.css"
import { useDatasourceKinds } from "./use-datasources.ts"

/** First what kind, then where it is; the chosen kind is in the address, so that Back goes back to the choice. */
export function NewDatasourcePage() {
  const t = useTranslations("datasource")
  const router = useRouter()
  const kinds = useDatasourceKinds()
  const [name, setName] = useQueryState("kind", parseAsString.withDefault("").withOptions({ history: "push" }))
  const kind = kinds.data?.find((one) => one.name === name)
  const other = kind && (
    <Button variant="default" onClick={() => void setName(null)}>
      {t("changeKind")}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={kind ? `${t("newTitle")}: ${kind.label}` : t("newTitle")}
        description={kind ? undefined : t("chooseKind")}
        actions={other}
      />
      {kinds.isError && <ErrorNotice error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.isPending && <Skeleton height={80} />}
      {kind && (
        <DatasourceForm
          key={kind.name}
          kind={kind}
          onSaved={(saved) => router.replace(`/settings/datasources/${encodeURIComponent(saved.id)}?created=true`)}
        />
      )}
      {kinds.data && !kind && <KindCards kinds={kinds.data} onChoose={(chosen) => void setName(chosen)} />}
    </>
  )
}

function KindCards({ kinds, onChoose }: { kinds: DatasourceKindView[]; onChoose: (name: string) => void }) {
  const t = useTranslations("datasource")
  return (
    <div className={classes.kinds}>
      {kinds.map((kind) => (
        <button key={kind.name} type="button" className={classes.card} onClick={() => onChoose(kind.name)}>
          <span className={classes.cardName}>{kind.label}</span>
          {t.has(`kinds.${kind.name}`) && <span className={classes.cardText}>{t(`kinds.${kind.name}`)}</span>}
        </button>
      ))}
    </div>
  )
}
