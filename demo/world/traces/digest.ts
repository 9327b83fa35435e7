// Every few minutes notification gathers what has been announced: a trace of its own that links to the traces it is about.
import type { SpanLink } from "#demo/traceql/trace-store.ts"
import { ticks } from "#demo/world/course.ts"
import { unit } from "#demo/world/hash.ts"
import { asksCache, scopeOf, works } from "./instruments.ts"
import { within, type Node } from "./plan.ts"

export const digestCourse = ticks(5 * 60_000, 17_250)
export const DIGEST_MOST_MS = 900

/** @param announced what was announced last before an instant */
export function digest(announced: (timeMs: number) => SpanLink[]): Node {
  const topic = { "messaging.system": "kafka", "messaging.destination.name": "application-events" }
  const push: Node = {
    service: "notification",
    name: "POST",
    kind: "client",
    scope: scopeOf("notification", "client"),
    place: within(0.5, 0.95),
    attributes: () => ({
      "http.request.method": "POST",
      "http.response.status_code": 200,
      "url.full": "https://push.example/v2/digests",
      "server.address": "push.example",
      "server.port": 443,
    }),
  }
  return {
    service: "notification",
    instance: 0,
    name: "process digest",
    kind: "consumer",
    scope: scopeOf("notification", "queue"),
    place: ({ seed }) => [0, DIGEST_MOST_MS * (0.2 + 0.8 * unit(seed) ** 2)],
    attributes: ({ timeMs }) => ({
      ...topic,
      "messaging.operation.name": "process",
      "messaging.batch.message_count": announced(timeMs).length,
    }),
    links: ({ timeMs }) => announced(timeMs),
    children: [
      asksCache("notification", "SMEMBERS", () => "digest:subscribers", within(0.02, 0.1)),
      works("notification", "group by subscriber", within(0.12, 0.25)),
      works("notification", "render template", within(0.26, 0.48)),
      push,
    ],
  }
}
