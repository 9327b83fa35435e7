import type { ShareLinkAnswer } from "#lib/share/schema.ts"
import { api } from "#lib/http/api.ts"

/** A link as its list shows it; `live`: whoever has it can look now. */
export interface ShareLink extends ShareLinkAnswer {
  live: boolean
}

export const shareLinksKey = (dashboardId: string) => ["share-links", dashboardId]

/** The links of a dashboard, newest first; those that were revoked are gone. */
export async function listShareLinks(dashboardId: string, signal?: AbortSignal): Promise<ShareLink[]> {
  const query = new URLSearchParams({ dashboardId, limit: "200" })
  const { items } = await api.get<{ items: ShareLinkAnswer[] }>(`/api/share-links?${query}`, { signal })
  return items.filter((link) => !link.revokedAt).map((link) => ({ ...link, live: isLive(link, Date.now()) }))
}

/** Whether the link opens at that moment. */
export function isLive(link: Pick<ShareLinkAnswer, "revokedAt" | "pausedAt" | "expiresAt">, nowMs: number): boolean {
  return !link.revokedAt && !link.pausedAt && (!link.expiresAt || Date.parse(link.expiresAt) > nowMs)
}
