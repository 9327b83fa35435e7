import { z } from "zod"
import { DatasourceId, DatasourceTestAnswer } from "#lib/datasource/schema.ts"
import { testDatasource } from "#lib/datasource/test-connection.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  { summary: "Test a datasource", can: "datasource:write", params: z.strictObject({ id: DatasourceId }), response: DatasourceTestAnswer },
  (viewer, { params, language, requestId, signal }) => testDatasource(viewer, params.id, { language, requestId, signal }),
)
