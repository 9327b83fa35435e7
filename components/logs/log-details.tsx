import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { formatTime } from "#lib/format/date.ts"
import type { Labels } from "#lib/frame/frame.ts"
import { plainText } from "./line-text.ts"
import type { LogLine } from "./lines.ts"
import classes from "./logs.module.css"
import { prettyJson } from "./pretty-json.ts"

/** Labels, metadata and fields of one line, and the line itself when it is JSON. */
export function LogDetails({
  line,
  timezone,
  locale,
  openTrace,
}: {
  line: LogLine
  timezone: string
  locale: "en" | "ko"
  openTrace?: (traceId: string, spanId?: string) => void
}) {
  const t = useTranslations("panel")
  const pretty = useMemo(() => prettyJson(line.line), [line.line])
  return (
    <div className={classes.details}>
      <div className={classes.facts}>
        <span>{formatTime(line.timeMs, timezone, locale, { clock: "milliseconds", zone: true })}</span>
        <span className={classes.dim}>{t("logs.nanoseconds", { ns: line.timestampNs })}</span>
        <CopyButton value={line.line} label={t("logs.copyLine")} />
        {line.traceId && openTrace && (
          <button type="button" className={classes.chip} onClick={() => openTrace(line.traceId, line.spanId || undefined)}>
            {t("logs.openTrace", { traceId: line.traceId })}
          </button>
        )}
      </div>
      {pretty && <pre className={classes.json}>{plainText(pretty)}</pre>}
      <Group title={t("logs.parsed")} labels={line.labels.parsed} />
      <Group title={t("logs.metadata")} labels={line.labels.metadata} />
      <Group title={t("logs.stream")} labels={line.labels.stream} />
    </div>
  )
}

function Group({ title, labels }: { title: string; labels: Labels }) {
  const t = useTranslations("panel")
  const entries = Object.entries(labels)
  if (entries.length === 0) return null
  return (
    <section>
      <h4 className={classes.groupTitle}>{title}</h4>
      <dl className={classes.group}>
        {entries.map(([name, value]) => (
          <div key={name} className={classes.pair}>
            <dt>{name}</dt>
            <dd>
              {plainText(value).slice(0, 4000)} <CopyButton value={value} label={t("logs.copyValue", { name })} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
