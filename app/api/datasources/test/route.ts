import { DatasourceTestAnswer, DatasourceTrial } from "#lib/datasource/schema.ts"
import { testTrial } from "#lib/datasource/test-connection.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  { summary: "Test settings before they are saved", can: "datasource:write", body: DatasourceTrial, response: DatasourceTestAnswer },
  (viewer, { body, language, requestId, signal }) => testTrial(viewer, body, { language, requestId, signal }),
)
