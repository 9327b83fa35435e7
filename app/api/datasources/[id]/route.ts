import { z } from "zod"
import { DatasourceId, DatasourcePatch, DatasourceView } from "#lib/datasource/schema.ts"
import { deleteDatasource, getDatasource, updateDatasource } from "#lib/datasource/store.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: DatasourceId })

export const GET = route(
  { summary: "A datasource, secrets masked", can: "datasource:read", params, response: DatasourceView },
  (viewer, { params }) => getDatasource(viewer, params.id),
)

export const PATCH = route(
  {
    summary: "Change a datasource; masked secrets stay as they are",
    can: "datasource:write",
    params,
    body: DatasourcePatch,
    response: DatasourceView,
  },
  (viewer, { params, body, language }) => updateDatasource(viewer, params.id, body, language),
)

export const DELETE = route({ summary: "Delete a datasource that nothing uses", can: "datasource:write", params }, (viewer, { params }) =>
  deleteDatasource(viewer, params.id),
)
