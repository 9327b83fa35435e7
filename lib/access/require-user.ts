import { AppError } from "#lib/http/errors.ts"
import type { Viewer } from "./viewer.ts"

/** The person behind a viewer. @throws AppError forbidden for anything else */
export function requireUser(viewer: Viewer): Extract<Viewer, { kind: "user" }> {
  if (viewer.kind === "user") return viewer
  throw new AppError("forbidden", "sessionNeeded", {}, { safeForViewer: true })
}
