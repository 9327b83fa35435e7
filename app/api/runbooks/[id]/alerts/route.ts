import { z } from "zod"
import { instancesOf } from "#lib/alert-rule/instance-store.ts"
import { AlertInstance } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"
import { instanceIdsOfRunbook } from "#lib/runbook/store.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "Alerts that lead to a runbook", can: "runbook:read", params, response: listOf(AlertInstance) },
  async (viewer, { params: { id } }) => ({ items: await instancesOf(viewer, await instanceIdsOfRunbook(viewer, id)) }),
)
