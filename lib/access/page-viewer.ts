import "server-only"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { sessionViewer } from "./authenticate.ts"
import { pathHeader } from "./redirect-target.ts"
import { hasOwner } from "./setup.ts"
import type { Viewer } from "./viewer.ts"

/** Who is signed in, for a page: once a request, from the database. Nobody is → to the login page, or to the setup before there is an owner. */
export const pageViewer = cache(async (): Promise<Extract<Viewer, { kind: "user" }>> => {
  const sent = await headers()
  const viewer = await sessionViewer(sent)
  if (viewer.kind === "user") return viewer
  if (!(await hasOwner())) redirect("/setup")
  const path = sent.get(pathHeader)
  redirect(path && path !== "/" ? `/login?redirectTo=${encodeURIComponent(path)}` : "/login")
})
