"use client"

import { IconCircleCheck, IconHelpCircle, IconLayoutDashboard, IconStar } from "@tabler/icons-react"
import { Button } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import Link from "next/link"
import type { ReactNode } from "react"
import { useStarred } from "#components/dashboard/stars.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { useNow } from "#components/ui/use-now.ts"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import type { DashboardListItem } from "#lib/dashboard/list.ts"
import { formatAge, type Locale } from "#lib/format/date.ts"
import type { Health } from "#lib/health/schema.ts"
import { api } from "#lib/http/api.ts"
import { byService, type ServiceAlerts } from "./firing-services.ts"
import classes from "./home.module.css"
import { lastLook } from "./last-look.ts"
import { Untold } from "./untold.tsx"
import { useCan } from "./viewer-context.tsx"

/** What is wrong now, then the reader's dashboards. */
export function Home() {
  const t = useTranslations("app")
  return (
    <Page breadcrumb={[{ label: t("home") }]}>
      <div className={classes.home}>
        <Now />
        <Dashboards />
      </div>
    </Page>
  )
}

function Now() {
  const t = useTranslations("app")
  const locale = useLocale() as Locale
  const now = useNow(1_000)
  const firing = useQuery({
    queryKey: ["alert-instances", "firing"],
    queryFn: ({ signal }) => api.get<{ items: AlertInstance[] }>("/api/alert-instances?state=firing&limit=200", { signal }),
    refetchInterval: 5_000,
  })
  const health = useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => api.get<Health>("/api/health", { signal }),
    refetchInterval: 10_000,
  })
  if (firing.error) return <ErrorNotice error={firing.error} onRetry={() => void firing.refetch()} />
  if (!firing.data || (!health.data && !health.error)) return null
  const services = byService(firing.data.items)
  const look = lastLook(health.data)
  return (
    <section aria-live="polite">
      {services.length > 0 && (
        <>
          <h2 className={classes.heading}>{t("firingNow")}</h2>
          <ul className={classes.services}>
            {services.map((service) => (
              <Service key={service.service} service={service} />
            ))}
          </ul>
          <Untold />
        </>
      )}
      {services.length === 0 && look !== undefined && (
        <p className={classes.line} data-status="ok">
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          <span>{t("allWell", { ago: formatAge(Date.parse(look), now, locale) })}</span>
        </p>
      )}
      {look === undefined && (
        <p className={classes.line}>
          <IconHelpCircle size={16} stroke={1.75} aria-hidden />
          <span>
            {t("healthUnknown")} {t("healthUnknownNext")}
          </span>
        </p>
      )}
    </section>
  )
}

function Service({ service }: { service: ServiceAlerts }) {
  const t = useTranslations("app")
  return (
    <li>
      <Link
        href={service.service ? `/alerts?filter=${encodeURIComponent(`service="${service.service}"`)}` : "/alerts"}
        className={classes.service}
      >
        <StatusBadge status="firing" />
        <strong>{service.service || t("noService")}</strong>
        <span className={classes.what}>{service.names.join(" · ")}</span>
        <span className={classes.dim}>{t("firingCount", { count: service.count })}</span>
        <span className={classes.dim}>{service.sinceIso && <TimeText value={service.sinceIso} />}</span>
      </Link>
    </li>
  )
}

function Dashboards() {
  const t = useTranslations("app")
  const canWrite = useCan("dashboard:write")
  const starred = useStarred()
  const { data, error, refetch } = useQuery({
    queryKey: ["dashboards", "home"],
    queryFn: ({ signal }) => api.get<{ items: DashboardListItem[] }>("/api/dashboards?limit=100", { signal }),
  })
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.items.length === 0)
    return (
      <EmptyState
        icon={IconLayoutDashboard}
        title={t("noDashboardsYet")}
        description={t("noDashboardsYetText")}
        action={
          canWrite && (
            <Button component={Link} href="/dashboards/new">
              {t("newDashboard")}
            </Button>
          )
        }
      />
    )
  const recent = data.items.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, 8)
  return (
    <div className={classes.lists}>
      <List title={t("starred")} items={starred.data?.items ?? []} empty={t("noStars")} />
      <List title={t("recent")} items={recent} />
    </div>
  )
}

function List({ title, items, empty }: { title: string; items: DashboardListItem[]; empty?: ReactNode }) {
  return (
    <section>
      <h2 className={classes.heading}>{title}</h2>
      {items.length === 0 && (
        <p className={classes.dim}>
          <IconStar size={14} stroke={1.5} aria-hidden /> {empty}
        </p>
      )}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Link href={`/dashboards/${item.id}`} className={classes.item}>
              <span className={classes.name}>{item.title}</span>
              <span className={classes.dim}>
                <TimeText value={item.updatedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
