/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- Rows that exist only while they are seen are placed by pixels, which table elements are not; what scrolls must be reachable by keys. */
import { IconTimeline } from "@tabler/icons-react"
import type { useTranslations } from "next-intl"
import { useState } from "react"
import { formatTime } from "#lib/format/date.ts"
import { highlighted, rowText, sizeText } from "./line-text.ts"
import type { LogLine } from "./lines.ts"
import { LogDetails } from "./log-details.tsx"
import classes from "./logs.module.css"

export interface LogRowProps {
  line: LogLine
  /** Of `panel`; the list's, because a screen of rows would make one each. */
  t: ReturnType<typeof useTranslations<"panel">>
  repeats: number
  wrap: boolean
  search: string
  open: boolean
  timezone: string
  locale: "en" | "ko"
  withDate: boolean
  columns?: readonly string[]
  onToggle: () => void
  openTrace?: (traceId: string, spanId?: string) => void
}

/** Twenty pixels: level, time, chosen labels, the line's head. A click opens what else it carries. */
export function LogRowView(props: LogRowProps) {
  const { line, t, wrap, search, open } = props
  const [whole, setWhole] = useState(false)
  const { text, cut } = rowText(line.line, whole, !wrap && !whole)
  return (
    <div role="listitem" data-level={line.level} className={classes.item}>
      <div className={classes.row} data-wrap={wrap || whole || undefined}>
        <button
          type="button"
          className={classes.chevron}
          onClick={props.onToggle}
          aria-expanded={open}
          aria-label={t(open ? "logs.close" : "logs.open")}
        />
        <span className={classes.time} title={line.timestampNs}>
          {formatTime(line.timeMs, props.timezone, props.locale, { clock: "milliseconds", date: props.withDate })}
        </span>
        <span className={classes.level}>{line.level === "unknown" ? "" : line.level}</span>
        {props.columns?.map((name) => (
          <span key={name} className={classes.label} title={`${name}=${labelOf(line, name)}`}>
            {labelOf(line, name)}
          </span>
        ))}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the chevron is the control for keys */}
        <span className={classes.text} onClick={() => !hasSelection() && props.onToggle()}>
          {highlighted(text, search).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}
        </span>
        <Chips {...props} cut={cut} onWhole={() => setWhole(true)} />
      </div>
      {open && <LogDetails line={line} openTrace={props.openTrace} timezone={props.timezone} locale={props.locale} />}
    </div>
  )
}

/** What stands behind a line; most have nothing there. */
function Chips({ line, t, repeats, openTrace, cut, onWhole }: LogRowProps & { cut: number; onWhole: () => void }) {
  const traced = line.traceId && openTrace
  if (cut <= 0 && repeats <= 0 && !traced) return null
  return (
    <span className={classes.chips}>
      {cut > 0 && (
        <button type="button" className={classes.chip} onClick={onWhole}>
          {t("logs.showAll", { size: sizeText(cut) })}
        </button>
      )}
      {repeats > 0 && <span className={classes.repeats}>{t("logs.repeats", { count: repeats + 1 })}</span>}
      {traced && (
        <button
          type="button"
          className={classes.chip}
          onClick={() => openTrace(line.traceId, line.spanId || undefined)}
          title={line.traceId}
        >
          <IconTimeline size={12} stroke={1.5} aria-hidden /> {t("logs.trace")}
        </button>
      )}
    </span>
  )
}

function labelOf({ labels }: LogLine, name: string): string {
  return labels.parsed[name] ?? labels.metadata[name] ?? labels.stream[name] ?? ""
}

/** Marking text with the mouse ends in a click too. */
function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== ""
}
