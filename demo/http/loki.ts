// Loki's HTTP API over a store of lines.
import type { Answer, Api, Call } from "#demo/http/api.ts"
import { LogqlError } from "#demo/logql/errors.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import { detectedFields, detectedFieldValues } from "./loki/detected.ts"
import { detectedLabels, labelNames, labelValues, series } from "./loki/labels.ts"
import { patterns } from "./loki/patterns.ts"
import { queryInstant, queryRange } from "./loki/query.ts"
import { plain } from "./loki/text.ts"
import { indexStats, volume, volumeRange } from "./loki/volume.ts"

const BUILD = {
  version: "3.7.6",
  revision: "5003600d",
  branch: "release-3.7.x",
  buildUser: "local",
  buildDate: "2026-08-05",
  goVersion: "",
}

type Route = (store: LogStore, call: Call, name: string) => Answer

const ROUTES: Record<string, Route> = {
  query_range: queryRange,
  query: queryInstant,
  labels: labelNames,
  label: labelNames,
  "label/*/values": labelValues,
  series,
  "index/stats": indexStats,
  "index/volume": volume,
  "index/volume_range": volumeRange,
  patterns,
  detected_labels: detectedLabels,
  detected_fields: detectedFields,
  "detected_field/*/values": detectedFieldValues,
  "status/buildinfo": () => ({ status: 200, body: JSON.stringify(BUILD) }),
}

/** Errors are plain text in the real server's words. */
export function lokiApi(store: LogStore): Api {
  return (call) => {
    if (call.path.join("/") === "ready") return plain(200, "ready\n")
    const [root, api, version, ...rest] = call.path
    const name = rest.length === 3 ? rest[1]! : ""
    const route = ROUTES[name ? `${rest[0]}/*/${rest[2]}` : rest.join("/")]
    if (`${root}/${api}/${version}` !== "loki/api/v1" || !route) return plain(404, "404 page not found\n")
    if (call.method !== "GET" && call.method !== "POST") return plain(405, "")
    try {
      return route(store, call, name)
    } catch (error) {
      if (error instanceof LogqlError) return plain(error.status, error.message)
      throw error
    }
  }
}
