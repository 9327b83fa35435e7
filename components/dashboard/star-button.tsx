"use client"

import { ActionIcon, Tooltip } from "@mantine/core"
import { IconStar, IconStarFilled } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { api } from "#lib/http/api.ts"
import { dashboardKey, type StoredDashboard } from "./use-dashboard.ts"

/** Puts the dashboard on the reader's home page, or takes it away; shown at once. */
export function StarButton({ id, starred = false }: { id: string; starred?: boolean }) {
  const t = useTranslations("dashboard")
  const client = useQueryClient()
  const path = `/api/dashboards/${encodeURIComponent(id)}/star`
  const show = (next: boolean) => client.setQueryData<StoredDashboard>(dashboardKey(id), (before) => before && { ...before, starred: next })
  const { mutate } = useMutation({
    mutationFn: (next: boolean) => (next ? api.put(path) : api.delete(path)),
    onMutate: show,
    onError: (_, next) => show(!next),
    onSettled: () => client.invalidateQueries({ queryKey: ["dashboards"] }),
  })
  const label = t(starred ? "unstar" : "star")
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" onClick={() => mutate(!starred)} aria-label={label} aria-pressed={starred}>
        {starred ? <IconStarFilled size={16} /> : <IconStar size={16} stroke={1.5} />}
      </ActionIcon>
    </Tooltip>
  )
}
