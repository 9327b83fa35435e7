import { cookies, headers } from "next/headers"
import { DashboardRoute } from "#components/dashboard/dashboard-route.tsx"
import { earlyRead, earlyScript } from "#components/dashboard/early-read.ts"
import type { DashboardAnswer } from "#components/dashboard/use-dashboard.ts"
import { railCookie } from "#components/shell/rail-cookie.ts"
import { readViewState } from "#components/shell/view-state.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { getDashboard } from "#lib/dashboard/store.ts"
import { dashboardFor } from "#lib/dashboard/view.ts"
import { AppError } from "#lib/http/errors.ts"

interface PageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** `--bongsu-rail-open` and `--bongsu-rail` of theme.css. */
const railWidths = { open: 208, closed: 52 }

export default async function DashboardPage({ params, searchParams }: PageProps) {
  const [viewer, { id: inPath }] = await Promise.all([pageViewer(), params])
  const id = decodeURIComponent(inPath)
  const answer = await answerFor(viewer, id)
  return (
    <>
      {answer && <EarlyRead answer={answer} searchParams={searchParams} />}
      <DashboardRoute id={id} given={answer && { answer, readAtMs: Date.now() }} />
    </>
  )
}

/** What the API would answer; undefined where it would refuse: the browser asks, and is told why. */
async function answerFor(viewer: Viewer, id: string): Promise<DashboardAnswer | undefined> {
  try {
    return dashboardFor(viewer, await getDashboard(viewer, id))
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** Starts the panels' reading while the page's code is still on its way. */
async function EarlyRead({ answer, searchParams }: { answer: DashboardAnswer; searchParams: PageProps["searchParams"] }) {
  const [asked, jar, sent] = await Promise.all([searchParams, cookies(), headers()])
  const words = Object.entries(asked).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))
  const railWidth = jar.get(railCookie)?.value === "open" ? railWidths.open : railWidths.closed
  const read = earlyRead(answer, readViewState(new URLSearchParams(words)), railWidth)
  if (!read) return null
  return (
    <script nonce={sent.get("x-nonce") ?? undefined} suppressHydrationWarning>
      {earlyScript(read)}
    </script>
  )
}
