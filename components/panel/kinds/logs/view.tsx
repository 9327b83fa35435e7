"use client"

import { LogList } from "#components/logs/log-list.tsx"
import type { PanelViewProps } from "#components/panel/kind.ts"
import type { PreparedLogs } from "./prepare.ts"

export function LogsView({ prepared, environment, actions, height }: PanelViewProps<PreparedLogs>) {
  return (
    <LogList
      {...prepared}
      timezone={environment.timezone}
      locale={environment.locale}
      height={height}
      bare={height < 140}
      openTrace={actions.openTrace}
    />
  )
}
