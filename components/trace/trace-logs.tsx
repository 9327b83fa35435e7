import { Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { UseQueryResult } from "@tanstack/react-query"
import { LogList } from "#components/logs/log-list.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { TraceLogsAnswer } from "#lib/correlation/schema.ts"
import { formatTime } from "#lib/format/date.ts"
import { rowCount } from "#lib/frame/frame.ts"
import classes from "./trace-page.module.css"

/** Lines that name the trace, or why there are none. */
export function TraceLogs({
  answer,
  timezone,
  locale,
  height,
}: {
  answer: UseQueryResult<TraceLogsAnswer & { frames: TraceLogsAnswer["frame"][] }>
  timezone: string
  locale: "en" | "ko"
  height: number
}) {
  const t = useTranslations("trace")
  if (answer.error) return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton height={height} />
  const { frames, frame, sources, services, window } = answer.data
  const failed = sources.filter((source) => source.error !== undefined)
  const failures = failed.map((source) => (
    <p key={source.id} className={classes.error}>
      {t("logsFailed", { name: source.name })} {source.error}
    </p>
  ))
  if (rowCount(frame) > 0) {
    return (
      <>
        {failures}
        <LogList
          frames={frames}
          order="oldest"
          folding="none"
          wrap={false}
          timezone={timezone}
          locale={locale}
          height={height - failed.length * 24}
          withDate={false}
          columns={["service_name"]}
        />
      </>
    )
  }
  const time = (ms: number) => formatTime(ms, timezone, locale, { zone: true })
  return (
    <div className={classes.empty}>
      {failures}
      <p>
        {sources.length === 0
          ? t("logsNoSource")
          : t("logsEmpty", { services: services.join(", ") || "–", from: time(window.fromMs), to: time(window.toMs) })}
      </p>
    </div>
  )
}
