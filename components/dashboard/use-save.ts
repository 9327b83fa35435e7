"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { ApiError, api } from "#lib/http/api.ts"
import type { Dashboard, DashboardDocument } from "#lib/dashboard/schema.ts"
import { notify } from "#components/ui/notify.ts"
import { dropDraft } from "./drafts.ts"
import { dashboardKey } from "./use-dashboard.ts"
import type { Editing } from "./use-editing.ts"

export interface Save {
  saving: boolean
  save: () => Promise<void>
  /** Asks for a title first: the dashboard is new. */
  naming: boolean
  cancelNaming: () => void
  create: (document: DashboardDocument) => Promise<void>
  /** Somebody else saved in the meantime: what is stored now. */
  conflict?: Dashboard
  closeConflict: () => void
  overwrite: () => Promise<void>
  takeTheirs: () => void
  error: unknown
}

/** Stores a document under edit; a stale version is a conflict for the author to decide, never an overwrite. */
export function useSave(id: string | undefined, editing: Editing): Save {
  const t = useTranslations("dashboard")
  const client = useQueryClient()
  const router = useRouter()
  const [saving, setSaving] = useState(false)
  const [naming, setNaming] = useState(false)
  const [conflict, setConflict] = useState<Dashboard>()
  const [error, setError] = useState<unknown>()
  const path = `/api/dashboards/${encodeURIComponent(id ?? "")}`

  const guarded = async (work: () => Promise<void>) => {
    setSaving(true)
    setError(undefined)
    try {
      await work()
    } catch (problem) {
      if (id !== undefined && problem instanceof ApiError && problem.code === "conflict") setConflict(await api.get<Dashboard>(path))
      else setError(problem)
    } finally {
      setSaving(false)
    }
  }
  const take = (stored: Dashboard) => {
    setConflict(undefined)
    client.setQueryData(dashboardKey(stored.id), stored)
    editing.restart(stored)
    void client.invalidateQueries({ queryKey: ["dashboards"] })
  }
  const put = (version: number) =>
    guarded(async () => {
      take(await api.put<Dashboard>(path, { ...editing.document, version }))
      void notify({ message: t("saved") })
    })
  return {
    saving,
    naming,
    conflict,
    error,
    save: async () => {
      if (id === undefined) setNaming(true)
      else if (editing.dirty) await put(editing.version)
    },
    cancelNaming: () => setNaming(false),
    create: (document) =>
      guarded(async () => {
        const stored = await api.post<Dashboard>("/api/dashboards", document)
        take(stored)
        dropDraft("")
        router.replace(`/dashboards/${stored.id}`)
      }),
    closeConflict: () => setConflict(undefined),
    overwrite: () => put(conflict?.version ?? editing.version),
    takeTheirs: () => conflict && take(conflict),
  }
}
