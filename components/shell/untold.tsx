"use client"

import { IconMailOff } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import Link from "next/link"
import type { Untold as Counts } from "#lib/notification/schema.ts"
import { api } from "#lib/http/api.ts"
import classes from "./home.module.css"
import { useCan } from "./viewer-context.tsx"

/** That something fires of which nobody was told, and where to look; nothing when everybody was. */
export function Untold() {
  const t = useTranslations("app")
  const seesDeliveries = useCan("delivery:read")
  const { data } = useQuery({
    queryKey: ["alert-instances", "untold"],
    queryFn: ({ signal }) => api.get<Counts>("/api/alert-instances/untold", { signal }),
    refetchInterval: 10_000,
  })
  if (!data) return null
  return (
    <>
      {data.nowhere > 0 && (
        <p className={classes.line}>
          <IconMailOff size={16} stroke={1.75} aria-hidden />
          <span>
            {t("untoldNowhere", { count: data.nowhere })} <Link href="/settings/notification-policy">{t("untoldNowhereNext")}</Link>
          </span>
        </p>
      )}
      {data.undelivered > 0 && (
        <p className={classes.line}>
          <IconMailOff size={16} stroke={1.75} aria-hidden />
          <span>
            {t("untoldUndelivered", { count: data.undelivered })}{" "}
            {seesDeliveries && <Link href="/settings/deliveries">{t("untoldUndeliveredNext")}</Link>}
          </span>
        </p>
      )}
    </>
  )
}
