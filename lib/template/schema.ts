import { z } from "zod"
import { DatasourceId } from "#lib/datasource/schema.ts"

export const Templates = z.object({
  dashboards: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      datasourceKinds: z.array(z.string()),
      optionalKinds: z.array(z.string()),
    }),
  ),
  rules: z.array(z.object({ name: z.string(), title: z.string(), description: z.string(), datasourceKind: z.string() })),
})
export type Templates = z.output<typeof Templates>

/** Kind → id of the datasource that the dashboard reads. */
export const FromDashboardTemplate = z.strictObject({ datasources: z.record(z.string().max(64), DatasourceId) })
export const FromRuleTemplate = z.strictObject({ datasourceId: DatasourceId })
/** What was made. */
export const Made = z.object({ id: z.string() })
