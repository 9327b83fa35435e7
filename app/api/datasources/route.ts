import { DatasourceInput, DatasourceView } from "#lib/datasource/schema.ts"
import { createDatasource, listDatasources } from "#lib/datasource/store.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List datasources", can: "datasource:read", query: ListQuery, response: listOf(DatasourceView) },
  (viewer, { query }) => listDatasources(viewer, query),
)

export const POST = route(
  { summary: "Create a datasource", can: "datasource:write", body: DatasourceInput, response: DatasourceView, status: 201 },
  (viewer, { body, language }) => createDatasource(viewer, body, language),
)
