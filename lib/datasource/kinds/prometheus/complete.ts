import { z } from "zod"
import type { CompleteRequest, Completion } from "#lib/datasource/kind.ts"
import { ask, type Asker } from "./ask.ts"
import { valuesPath } from "./label-path.ts"

const Names = z.array(z.string())
const Metadata = z.record(z.string(), z.array(z.object({ type: z.string().catch(""), help: z.string().catch("") })))

/** Metrics (with type and help where known), label names and label values. */
export async function completePrometheus(from: Asker, request: CompleteRequest): Promise<Completion[]> {
  const params = new URLSearchParams({ limit: String(request.limit) })
  if (request.match) params.append("match[]", request.match)
  if (request.range) {
    params.set("start", String(request.range.fromMs / 1000))
    params.set("end", String(request.range.toMs / 1000))
  }
  const plain = (values: string[]) => values.slice(0, request.limit).map((value) => ({ value }))
  switch (request.what) {
    case "metrics": {
      const [names, metadata] = await Promise.all([
        ask.data(from, valuesPath("__name__"), params, Names),
        ask.data(from, "/api/v1/metadata", { limit: String(request.limit) }, Metadata).catch((): z.output<typeof Metadata> => ({})),
      ])
      return names.slice(0, request.limit).map((value) => {
        const known = metadata[value]?.[0]
        return known ? { value, detail: [known.type, known.help].filter(Boolean).join(": ").slice(0, 300) } : { value }
      })
    }
    case "labels":
      return plain(await ask.data(from, "/api/v1/labels", params, Names))
    case "values":
      return request.name ? plain(await ask.data(from, valuesPath(request.name), params, Names)) : []
    case "fields":
    case "tags":
    case "tagValues":
      return []
  }
}
