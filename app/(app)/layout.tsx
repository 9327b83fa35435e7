import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { railCookie } from "#components/shell/rail-cookie.ts"
import { Shell } from "#components/shell/shell.tsx"
import { pageViewer } from "#lib/access/page-viewer.ts"

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [{ name, email, role }, jar] = await Promise.all([pageViewer(), cookies()])
  return (
    <Shell viewer={{ name, email, role }} railOpen={jar.get(railCookie)?.value === "open"}>
      {children}
    </Shell>
  )
}
