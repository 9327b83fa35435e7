"use client"

import { useComputedColorScheme } from "@mantine/core"
import { useLocale, useTranslations } from "next-intl"
import { Component, memo, type ReactNode, useEffect, useMemo } from "react"
import type { PanelActions, PanelEnvironment, PanelKind } from "#components/panel/kind.ts"
import { panelKind } from "#components/panel/kinds.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { type Frame, rowCount } from "#lib/frame/frame.ts"
import type { Range } from "#lib/time/range.ts"
import classes from "./panel-frame.module.css"
import type { PanelState } from "./panel-reads.ts"
import type { ViewedPanel } from "./use-dashboard.ts"

/** What all panels of a view share. */
export interface PanelSurroundings {
  range: Range
  /** IANA zone. */
  timezone: string
}

const nothing: Frame[] = []

export interface PanelBodyProps {
  panel: ViewedPanel
  state: PanelState
  surroundings: PanelSurroundings
  actions: PanelActions
  width: number
  height: number
}

/** The inside of a panel: picture, skeleton, "no data" or what went wrong. */
export const PanelBody = memo(function PanelBody(props: PanelBodyProps) {
  const { panel, state } = props
  const t = useTranslations("dashboard")
  const kind = panelKind(panel.kind)
  useEffect(() => kind.preload(), [kind])
  if (kind.queryless) return <Picture {...props} kind={kind} frames={nothing} />
  const drawable = state.frames?.some((frame) => rowCount(frame) > 0)
  if (!drawable && state.error !== undefined)
    return (
      <div className={classes.failure}>
        <ErrorNotice error={state.error} compact />
      </div>
    )
  if (!state.frames || (state.more && !kind.begins(panel.options))) return <PictureSkeleton />
  if (!drawable) return <div className={classes.middle}>{t("noData")}</div>
  return <Picture {...props} kind={kind} frames={state.frames} />
})

function Picture({
  panel,
  state,
  surroundings,
  actions,
  width,
  height,
  kind,
  frames,
}: PanelBodyProps & { kind: PanelKind; frames: Frame[] }) {
  return (
    <PictureBoundary attempt={`${panel.kind} ${state.receivedAtMs} ${JSON.stringify(panel.options)}`}>
      <Prepared
        kind={kind}
        panel={panel}
        frames={frames}
        state={state}
        surroundings={surroundings}
        actions={actions}
        width={width}
        height={height}
      />
    </PictureBoundary>
  )
}

function Prepared({
  kind,
  panel,
  frames,
  state,
  surroundings,
  actions,
  width,
  height,
}: PanelBodyProps & { kind: PanelKind; frames: Frame[] }) {
  const locale = useLocale() === "ko" ? "ko" : "en"
  const colorScheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  const range = state.range ?? surroundings.range
  const environment: PanelEnvironment = useMemo(
    () => ({ range, timezone: surroundings.timezone, locale, colorScheme, stepMs: state.meta?.stepMs ?? 0 }),
    [range, surroundings.timezone, locale, colorScheme, state.meta?.stepMs],
  )
  const prepared = useMemo(() => kind.prepare(frames, panel.options, environment), [kind, frames, panel.options, environment])
  return <kind.View prepared={prepared} environment={environment} actions={actions} panelId={panel.id} width={width} height={height} />
}

interface BoundaryProps {
  /** Another attempt may succeed: new data, other options. */
  attempt: string
  children: ReactNode
}

interface BoundaryState {
  attempt?: string
  error?: unknown
}

/** A panel that can't be drawn says so; the others live on. */
class PictureBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {}

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  static getDerivedStateFromProps({ attempt }: BoundaryProps, before: BoundaryState): BoundaryState {
    return before.attempt === attempt ? before : { attempt }
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <ErrorNotice error={this.state.error} compact />
  }
}
