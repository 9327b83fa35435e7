import { z } from "zod"
import { CompleteRequest } from "#lib/datasource/kind.ts"
import { DatasourceId } from "#lib/datasource/schema.ts"
import { completeDatasource } from "#lib/datasource/test-connection.ts"
import { route } from "#lib/http/route.ts"

const Completions = z.object({ items: z.array(z.object({ value: z.string(), detail: z.string().optional() })) })

export const POST = route(
  {
    summary: "Metrics, labels, fields and tags for editors",
    can: "datasource:explore",
    params: z.strictObject({ id: DatasourceId }),
    body: CompleteRequest,
    response: Completions,
  },
  (viewer, { params, body, signal }) => completeDatasource(viewer, params.id, body, signal),
)
