import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { DemoBanner } from "#components/demo/demo-banner.tsx"
import { railCookie } from "#components/shell/rail-cookie.ts"
import { Shell } from "#components/shell/shell.tsx"
import { pageViewer } from "#lib/access/page-viewer.ts"
import { demoState } from "#lib/demo/store.ts"

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [viewer, jar] = await Promise.all([pageViewer(), cookies()])
  const { name, email, role } = viewer
  const demo = await demoState(viewer)
  return (
    <Shell viewer={{ name, email, role }} railOpen={jar.get(railCookie)?.value === "open"}>
      {demo.state !== "off" && <DemoBanner demo={demo} />}
      {children}
    </Shell>
  )
}
