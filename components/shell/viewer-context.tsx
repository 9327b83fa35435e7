"use client"

import { createContext, type ReactNode, useContext } from "react"
import { atLeast, actions, type Action } from "#lib/access/can.ts"
import type { Role } from "#lib/access/viewer.ts"

/** Who is signed in, as far as the page needs it. The server decides; this only hides what would be refused. */
export interface PageViewer {
  name: string
  email: string
  role: Role
}

const ViewerContext = createContext<PageViewer | undefined>(undefined)

export function ViewerProvider({ viewer, children }: { viewer: PageViewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

/** The signed-in viewer; undefined on a view-only page. */
export function useViewer(): PageViewer | undefined {
  return useContext(ViewerContext)
}

/** Whether the viewer's role has the right. */
export function useCan(action: Action): boolean {
  const viewer = useContext(ViewerContext)
  return viewer !== undefined && atLeast(viewer.role, actions[action])
}
