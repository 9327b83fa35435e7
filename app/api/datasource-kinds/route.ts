import { datasourceKinds } from "#lib/datasource/kinds.ts"
import { DatasourceKindView } from "#lib/datasource/schema.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  {
    summary: "Kinds of datasources: JSON Schemas of their settings and queries",
    can: "datasource:read",
    response: listOf(DatasourceKindView),
  },
  () => ({ items: datasourceKinds.map((kind) => kind.describe()) }),
)
