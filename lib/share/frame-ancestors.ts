import "server-only"
import { liveLink } from "./share-viewer.ts"

/** The sources that may show a link's page in a frame; empty for a dead link and for one that names none. */
export async function frameAncestorsOf(token: string): Promise<string[]> {
  try {
    return (await liveLink(token, new Date())).frameAncestors
  } catch {
    return []
  }
}
