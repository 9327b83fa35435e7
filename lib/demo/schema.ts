import { z } from "zod"

/** What the demo makes has ids that begin so; everything else is the users' own. */
export const demoPrefix = "demo-"

export const DemoState = z.object({
  /** on: shown and running; left: a real datasource came, its things are still there; off: nothing of it is here. */
  state: z.enum(["on", "left", "off"]),
  /** Address of its view-only link, for those who may see links. */
  shareUrl: z.string().optional(),
})
export type DemoState = z.output<typeof DemoState>

/** Addresses of the demo's three APIs, by the kind of datasource that reads each. */
export type DemoUrls = Record<string, string>
