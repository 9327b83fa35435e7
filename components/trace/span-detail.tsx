"use client"

import { ActionIcon, Skeleton } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { LogList } from "#components/logs/log-list.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { formatTime } from "#lib/format/date.ts"
import { formatValue } from "#lib/format/value.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import { api } from "#lib/http/api.ts"
import type { TraceAnswer } from "#lib/query/schema.ts"
import classes from "./trace-page.module.css"
import { type SpanEvent, spanFacts } from "./span-facts.ts"
import type { SpanTree } from "./tree.ts"

interface Around {
  datasourceId: string
  traceId: string
  timezone: string
  locale: "en" | "ko"
}

/** What one span carries, fetched when it is opened. */
export function SpanDetail({
  tree,
  span,
  own,
  logs,
  onClose,
  ...around
}: Around & { tree: SpanTree; span: number; own: number; logs: Frame[]; onClose: () => void }) {
  const t = useTranslations("trace")
  const spanId = tree.spanIds[span] ?? ""
  const duration = (ms: number) => formatValue(ms, { unit: "ms" }, around.locale).full
  return (
    <section className={classes.detail} aria-label={t("detail")}>
      <header className={classes.detailHead}>
        <div>
          <div className={classes.detailService}>{tree.services[tree.service[span]!]?.name}</div>
          <h2 className={classes.detailName}>{tree.names[span]}</h2>
        </div>
        <ActionIcon onClick={onClose} aria-label={t("close")}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <dl className={classes.facts}>
        <Fact name={t("duration")} value={duration(tree.end[span]! - tree.start[span]!)} />
        <Fact name={t("selfTime")} value={duration(own)} />
        <Fact
          name={t("startedAt")}
          value={formatTime(tree.start[span]!, around.timezone, around.locale, { clock: "milliseconds", zone: true })}
        />
        <Fact name="" value={t("afterStart", { offset: duration(tree.start[span]! - tree.fromMs) })} />
        <Fact name={t("kind")} value={tree.kinds[span] ?? ""} />
        <Fact name={t("spanId")} value={spanId} copy />
      </dl>
      <Fetched spanId={spanId} {...around} />
      {logs.length > 0 && (
        <>
          <h3 className={classes.groupTitle}>{t("logsOfSpan", { count: logs[0]?.fields[0]?.values.length ?? 0 })}</h3>
          <LogList
            frames={logs}
            order="oldest"
            folding="none"
            wrap
            timezone={around.timezone}
            locale={around.locale}
            height={200}
            withDate={false}
            bare
          />
        </>
      )}
    </section>
  )
}

function Fetched({ spanId, datasourceId, traceId, timezone, locale }: Around & { spanId: string }) {
  const t = useTranslations("trace")
  const path = `/api/traces/${encodeURIComponent(datasourceId)}/${traceId}/spans?ids=${encodeURIComponent(spanId)}`
  const details = useQuery({
    queryKey: ["trace-spans", datasourceId, traceId, spanId],
    queryFn: async ({ signal }) => decodeFrames([(await api.get<TraceAnswer>(path, { signal })).frame])[0],
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  if (details.error) return <ErrorNotice error={details.error} onRetry={() => void details.refetch()} compact />
  if (!details.data) return <Skeleton height={120} mt={8} />
  const facts = spanFacts(details.data, spanId)
  if (!facts) return <p className={classes.dim}>{t("noAttributes")}</p>
  return (
    <>
      {(facts.status !== "unset" || facts.statusMessage) && (
        <p className={facts.status === "error" ? classes.error : undefined}>
          {t("status")}: {facts.status === "error" ? t("status_error") : facts.status === "ok" ? t("status_ok") : t("status_unset")}{" "}
          {facts.statusMessage}
        </p>
      )}
      {facts.groups.length === 0 && <p className={classes.dim}>{t("noAttributes")}</p>}
      {facts.groups.map((group) => (
        <Group
          key={group.name}
          title={
            group.name === "attributes"
              ? t("attributes")
              : group.name === "resource"
                ? t("resource")
                : group.name === "scope"
                  ? t("scope")
                  : group.name
          }
          pairs={group.pairs}
        />
      ))}
      {facts.events.length > 0 && <h3 className={classes.groupTitle}>{t("events")}</h3>}
      {facts.events.map((event, index) => (
        <Event key={index} event={event} timezone={timezone} locale={locale} />
      ))}
      {facts.links.length > 0 && <h3 className={classes.groupTitle}>{t("links")}</h3>}
      {facts.links.map((link, index) => (
        <p key={index}>
          <Link
            href={`/traces/${encodeURIComponent(datasourceId)}/${link.traceId}${link.spanId ? `?span=${link.spanId}` : ""}`}
            title={t("openLinked")}
          >
            <code>{link.traceId}</code>
          </Link>
        </p>
      ))}
    </>
  )
}

function Event({ event, timezone, locale }: { event: SpanEvent; timezone: string; locale: "en" | "ko" }) {
  const t = useTranslations("trace")
  return (
    <div className={classes.event}>
      <strong>{event.name}</strong>{" "}
      {Number.isFinite(event.timeMs) && (
        <span className={classes.dim}>{formatTime(event.timeMs, timezone, locale, { date: false, clock: "milliseconds" })}</span>
      )}
      <Pairs pairs={event.attributes} />
      {event.stack && (
        <details>
          <summary>{t("stack")}</summary>
          <pre className={classes.stack}>{event.stack}</pre>
        </details>
      )}
    </div>
  )
}

function Group({ title, pairs }: { title: string; pairs: [string, string][] }) {
  return (
    <>
      <h3 className={classes.groupTitle}>{title}</h3>
      <Pairs pairs={pairs} />
    </>
  )
}

function Pairs({ pairs }: { pairs: [string, string][] }) {
  return (
    <dl className={classes.facts}>
      {pairs.map(([name, value], index) => (
        <Fact key={`${name} ${index}`} name={name} value={value} copy />
      ))}
    </dl>
  )
}

function Fact({ name, value, copy = false }: { name: string; value: string; copy?: boolean }) {
  const t = useTranslations("trace")
  return (
    <div className={classes.fact}>
      <dt title={name}>{name}</dt>
      <dd>
        {value} {copy && <CopyButton value={value} label={t("copyValue", { name })} />}
      </dd>
    </div>
  )
}
