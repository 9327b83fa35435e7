"use client"

import { useDebouncedValue } from "@mantine/hooks"
import { Spotlight, spotlight, type SpotlightActionGroupData } from "@mantine/spotlight"
import { IconKeyboard, IconLayoutDashboard, IconPlus, IconSearch, IconSettings } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { actions, atLeast, type Action } from "#lib/access/can.ts"
import { api } from "#lib/http/api.ts"
import { showKeys } from "./key-list.tsx"
import { places, settingsPlaces } from "./places.ts"
import { useViewer } from "./viewer-context.tsx"

interface Found {
  items: { id: string; title: string; folder?: string }[]
}

/** Pages, dashboards by name, actions. It opens as it comes and has its own key from then on. */
export function Palette() {
  const t = useTranslations("app")
  const [query, setQuery] = useState("")
  useEffect(() => spotlight.open(), [])
  const groups = [...usePages(), ...useDashboards(query)]
  return (
    <Spotlight
      shortcut={["mod + K"]}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t("nothingFound")}
      scrollable
      maxHeight="60vh"
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.5} />,
        placeholder: t("palettePlaceholder"),
        "aria-label": t("palettePlaceholder"),
      }}
    />
  )
}

function usePages(): SpotlightActionGroupData[] {
  const t = useTranslations("app")
  const router = useRouter()
  const viewer = useViewer()
  const may = (needs?: Action) => !needs || (viewer !== undefined && atLeast(viewer.role, actions[needs]))
  const pages = places
    .filter((place) => may(place.needs))
    .map((place) => ({
      id: place.href,
      label: t(place.label),
      leftSection: <place.icon size={16} stroke={1.5} />,
      onClick: () => router.push(place.href),
    }))
  const settings = settingsPlaces
    .filter((place) => may(place.needs))
    .map((place) => ({
      id: place.href,
      label: t(place.label),
      description: t("settings"),
      leftSection: <IconSettings size={16} stroke={1.5} />,
      onClick: () => router.push(place.href),
    }))
  const create = (href: string, label: string, needs: Action) =>
    may(needs)
      ? [{ id: `do:${href}`, label: t(label), leftSection: <IconPlus size={16} stroke={1.5} />, onClick: () => router.push(href) }]
      : []
  return [
    {
      group: t("doGroup"),
      actions: [
        ...create("/dashboards/new", "newDashboard", "dashboard:write"),
        ...create("/alerts/rules/new", "newAlertRule", "alert-rule:write"),
        { id: "do:keys", label: t("keys"), leftSection: <IconKeyboard size={16} stroke={1.5} />, onClick: showKeys },
      ],
    },
    { group: t("pages"), actions: [...pages, ...settings] },
  ]
}

function useDashboards(query: string): SpotlightActionGroupData[] {
  const t = useTranslations("app")
  const router = useRouter()
  const [search] = useDebouncedValue(query.trim(), 150)
  const { data } = useQuery({
    queryKey: ["dashboards", "palette", search],
    queryFn: ({ signal }) => api.get<Found>(`/api/dashboards?limit=8&search=${encodeURIComponent(search)}`, { signal }),
    enabled: search !== "",
    placeholderData: (previous) => previous,
  })
  const found = search ? (data?.items ?? []) : []
  if (found.length === 0) return []
  return [
    {
      group: t("dashboards"),
      actions: found.map((dashboard) => ({
        id: `dashboard:${dashboard.id}`,
        label: dashboard.title,
        description: dashboard.folder,
        // The server already searched; what it found must pass the palette's own filter.
        keywords: search,
        leftSection: <IconLayoutDashboard size={16} stroke={1.5} />,
        onClick: () => router.push(`/dashboards/${dashboard.id}`),
      })),
    },
  ]
}
