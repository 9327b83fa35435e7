import { DemoState } from "#lib/demo/schema.ts"
import { demoState, removeDemo } from "#lib/demo/store.ts"
import { route } from "#lib/http/route.ts"

export const GET = route({ summary: "Whether the demo world is shown here", can: "dashboard:read", response: DemoState }, (viewer) =>
  demoState(viewer),
)

export const DELETE = route({ summary: "Delete what the demo world made", can: "datasource:write" }, (viewer) => removeDemo(viewer))
