"use client"

import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { Sheet } from "#components/ui/sheet.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { useNow } from "#components/ui/use-now.ts"
import { formatAge, type Locale } from "#lib/format/date.ts"
import classes from "./panel-frame.module.css"
import type { PanelState } from "./panel-reads.ts"

/** A dot when the answer came with words (warnings, cuts) or the last read failed over data that is still shown; age of a cached one. */
export function PanelNotices({ state }: { state: PanelState }) {
  const t = useTranslations("dashboard")
  const [opened, setOpened] = useState(false)
  const stale = state.error !== undefined && state.frames !== undefined
  const notices = [
    ...new Set([
      ...state.notices,
      ...(state.meta?.truncated ? [state.meta.truncated] : []),
      ...(state.frames ?? []).flatMap((frame) => frame.notices),
    ]),
  ]
  const count = notices.length + (stale ? 1 : 0)
  return (
    <span className={classes.notices}>
      <Age state={state} stale={stale} />
      {count > 0 && (
        <Sheet
          opened={opened}
          onChange={setOpened}
          title={t("notices")}
          width={340}
          side="bottom-end"
          target={
            <PlainButton look="icon" small onClick={() => setOpened(!opened)} aria-label={t("noticeCount", { count })}>
              <span className={classes.dot} data-failed={stale || undefined} />
            </PlainButton>
          }
        >
          <ul className={classes.noticeList}>
            {stale && (
              <li>
                <ErrorNotice error={state.error} compact />
                {state.receivedAtMs !== undefined && (
                  <span>
                    {t("dataFrom")} <TimeText value={state.receivedAtMs} mode="absolute" />
                  </span>
                )}
              </li>
            )}
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </Sheet>
      )}
    </span>
  )
}

function Age({ state, stale }: { state: PanelState; stale: boolean }) {
  const t = useTranslations("dashboard")
  const locale = useLocale() as Locale
  const now = useNow()
  if (state.receivedAtMs === undefined) return null
  if (stale) return <span className={classes.age}>{formatAge(state.receivedAtMs, now, locale)}</span>
  return state.meta?.cached ? <span className={classes.age}>{t("cached")}</span> : null
}
