import { DashboardRoute } from "#components/dashboard/dashboard-route.tsx"
import type { GivenDashboard } from "#components/dashboard/use-dashboard.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { getDashboard } from "#lib/dashboard/store.ts"
import { dashboardFor } from "#lib/dashboard/view.ts"
import { AppError } from "#lib/http/errors.ts"

export default async function DashboardPage({ params }: { params: Promise<{ id: string }> }) {
  const [viewer, { id: inPath }] = await Promise.all([pageViewer(), params])
  const id = decodeURIComponent(inPath)
  return <DashboardRoute id={id} given={await givenTo(viewer, id)} />
}

/** What the API would answer; undefined where it would refuse: the browser asks, and is told why. */
async function givenTo(viewer: Viewer, id: string): Promise<GivenDashboard | undefined> {
  try {
    return { answer: dashboardFor(viewer, await getDashboard(viewer, id)), readAtMs: Date.now() }
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
