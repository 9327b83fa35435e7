import { SegmentedControl, Skeleton, useComputedColorScheme } from "@mantine/core"
import { useElementSize } from "@mantine/hooks"
import { IconDatabaseOff, IconInfoCircle } from "@tabler/icons-react"
import type { UseQueryResult } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useMemo } from "react"
import type { PanelActions, PanelEnvironment, PanelKind } from "#components/panel/kind.ts"
import { panelKindFor, panelKinds } from "#components/panel/kinds.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { Frame } from "#lib/frame/frame.ts"
import classes from "./explore.module.css"
import type { ExploreResult } from "./run-query.ts"

export interface ResultProps {
  answer: UseQueryResult<ExploreResult>
  datasourceId: string
  /** IANA zone. */
  timezone: string
  /** Name of the kind that was chosen. */
  view: string
  onView: (name: string) => void
  onSelectRange: (fromMs: number, toMs: number) => void
}

const chartHeight = 360
const listHeight = 560

/** What came back, each shape in its own picture; the last answer stays while the next one is on its way. */
export function Result(props: ResultProps) {
  const t = useTranslations("explore")
  const { answer } = props
  const { ref, width } = useElementSize()
  return (
    <div ref={ref} className={classes.result} aria-busy={answer.isFetching} data-stale={answer.isPlaceholderData || undefined}>
      {answer.error && <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />}
      {!answer.data && !answer.error && <Skeleton height={chartHeight} aria-label={t("running")} />}
      {answer.data && !answer.error && <Answer {...props} result={answer.data} width={width} />}
    </div>
  )
}

function Answer({ result, width, ...props }: ResultProps & { result: ExploreResult; width: number }) {
  const t = useTranslations("explore")
  const notices = [...new Set([...result.notices, ...(result.meta.truncated ? [result.meta.truncated] : [])])]
  return (
    <>
      {notices.length > 0 && (
        <ul className={classes.notices} aria-label={t("notices")}>
          {notices.map((notice) => (
            <li key={notice}>
              <IconInfoCircle size={14} stroke={1.5} aria-hidden /> {notice}
            </li>
          ))}
        </ul>
      )}
      {result.groups.length === 0 && <EmptyState icon={IconDatabaseOff} title={t("noData")} description={t("noDataNext")} />}
      {width > 0 && result.groups.map((frames, index) => <Picture key={index} {...props} frames={frames} result={result} width={width} />)}
    </>
  )
}

function Picture({
  frames,
  result,
  width,
  view,
  onView,
  onSelectRange,
  datasourceId,
  timezone,
}: ResultProps & { frames: Frame[]; result: ExploreResult; width: number }) {
  const tPanel = useTranslations("panel")
  const t = useTranslations("explore")
  const router = useRouter()
  const environment = useEnvironment(result, timezone)
  const natural = panelKindFor(frames)
  const choices = [natural, ...panelKinds.filter((kind) => kind !== natural && kind.shapes.includes(frames[0]!.shape))]
  const kind = choices.find((one) => one.name === view) ?? natural
  const prepared = useMemo(() => kind.prepare(frames, {}, environment), [kind, frames, environment])
  const actions: PanelActions = {
    selectRange: onSelectRange,
    openTrace: (traceId, spanId) => router.push(`/traces/${encodeURIComponent(datasourceId)}/${traceId}${spanId ? `?span=${spanId}` : ""}`),
  }
  return (
    <section className={classes.picture}>
      <div className={classes.pictureBar}>
        {choices.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t("view")}
            value={kind.name}
            onChange={(name) => onView(name === natural.name ? "" : name)}
            data={choices.map((one) => ({ value: one.name, label: tPanel(`kind.${one.name as "text"}`) }))}
          />
        )}
        <span className={classes.meta}>{t("queriedMs", { ms: result.meta.queriedMs })}</span>
      </div>
      <kind.View
        prepared={prepared}
        environment={environment}
        actions={actions}
        panelId="explore"
        width={Math.floor(width) - 26}
        height={heightOf(kind)}
      />
    </section>
  )
}

/** Pictures that are wide and low by nature, and lists that want room. */
function heightOf(kind: PanelKind): number {
  return kind.shapes[0] === "series" ? chartHeight : listHeight
}

function useEnvironment(result: ExploreResult, timezone: string): PanelEnvironment {
  const locale = useLocale() === "ko" ? "ko" : "en"
  const colorScheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  return useMemo(
    () => ({ range: result.range, timezone, locale, colorScheme, stepMs: result.meta.stepMs }),
    [result, timezone, locale, colorScheme],
  )
}
