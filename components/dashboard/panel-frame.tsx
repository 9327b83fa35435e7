"use client"

import { IconDotsVertical, IconInfoCircle } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useId, useSyncExternalStore } from "react"
import type { PanelActions } from "#components/panel/kind.ts"
import { panelKind } from "#components/panel/kinds.ts"
import { Menu } from "#components/ui/menu.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { PanelBody, type PanelSurroundings } from "./panel-body.tsx"
import classes from "./panel-frame.module.css"
import { PanelNotices } from "./panel-notices.tsx"
import type { PanelReads } from "./panel-reads.ts"
import { useInView } from "./use-in-view.ts"
import type { ViewedPanel } from "./use-dashboard.ts"

/**
 * A panel with its chrome: the title at the left, notices and menu at the right on hover and focus, a 2 px line while it is read again.
 * It tells `reads` when it is in or near the viewport and how wide it is.
 */
export function PanelFrame({
  panel,
  title,
  reads,
  surroundings,
  actions,
  menu,
  handle = false,
}: {
  panel: ViewedPanel
  /** With variables filled in. */
  title: string
  reads: PanelReads
  surroundings: PanelSurroundings
  actions: PanelActions
  menu?: ReactNode
  /** The header drags the panel (edit mode). */
  handle?: boolean
}) {
  const t = useTranslations("dashboard")
  const id = useId()
  const queryless = panelKind(panel.kind).queryless
  const { ref, size, near } = useInView((width) => !queryless && reads.see(panel.id, width))
  const state = useSyncExternalStore(
    (listener) => reads.subscribe(panel.id, listener),
    () => reads.state(panel.id),
    () => reads.state(panel.id),
  )
  return (
    <section
      className={classes.panel}
      data-panel-id={panel.id}
      data-transparent={panel.transparent || undefined}
      data-titled={title !== "" || undefined}
      aria-labelledby={title ? id : undefined}
      aria-label={title ? undefined : t("untitledPanel")}
      aria-busy={state.busy}
    >
      {state.busy && <div className={classes.reading} />}
      <header className={handle ? `${classes.header} panel-handle` : classes.header}>
        <h2 id={id} className={classes.title} title={title}>
          {title}
        </h2>
        {panel.description && <Description text={panel.description} />}
        <span className={classes.grow} />
        <PanelNotices state={state} />
        {menu && <HeaderMenu label={t("panelMenu", { title: title || t("untitledPanel") })}>{menu}</HeaderMenu>}
      </header>
      <div ref={ref} className={classes.body}>
        {near && size.width > 0 && (
          <PanelBody panel={panel} state={state} surroundings={surroundings} actions={actions} width={size.width} height={size.height} />
        )}
      </div>
    </section>
  )
}

function Description({ text }: { text: string }) {
  return (
    <Tooltip label={text} touch>
      <button type="button" className={classes.info} aria-label={text}>
        <IconInfoCircle size={14} stroke={1.5} />
      </button>
    </Tooltip>
  )
}

function HeaderMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      label={label}
      target={
        <PlainButton look="icon" small className={classes.menu} aria-label={label}>
          <IconDotsVertical size={16} stroke={1.5} />
        </PlainButton>
      }
    >
      {children}
    </Menu>
  )
}
