// What the gateway writes of a request: one access line when it is done, and why when it is not well.
import { SERVICES, type ServiceName } from "#demo/world/cast.ts"
import * as people from "#demo/world/people.ts"
import * as stacks from "#demo/world/stacks.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import { pathOf } from "#demo/world/traces/legs.ts"
import { type Level, says, type Sentence, type Told } from "./sentence.ts"

const round = (ms: number): number => Math.round(ms * 100) / 100

function access(leg: Leg, { channel, name }: Story): Sentence {
  const { method, route, status } = leg
  // What another service failed at is that service's error: one fault is one ERROR line, not one at each who waited for it.
  const level: Level = status >= 400 ? "warn" : "info"
  const period = name.includes(".monthly") ? "monthly" : "week"
  const query = ({ seed }: Told) => (route.endsWith("/listings") ? `?q=${encodeURIComponent(people.searchOf(seed))}&period=${period}` : "")
  return {
    name: `access ${status}`,
    level,
    logger: "access",
    at: 0.999,
    message: () => (status >= 500 ? "request failed" : "request completed"),
    fields: (told) => ({
      method,
      route,
      path: `${pathOf(leg, told.seed)}${query(told)}`,
      status,
      duration_ms: round(told.lastsMs),
      client_ip: people.addressOf(told.seed),
      user: { id: people.userOf(told.seed), city: people.cityOf(told.seed) },
      user_agent: channel === "load" ? "k6/1.3.0 (https://k6.io/)" : people.agentOf(told.seed),
    }),
  }
}

const SESSION = says("session", "debug", "session", 0.02, () => "session loaded", {
  fields: ({ seed }) => ({ user: { id: people.userOf(seed) }, ttl_s: people.numberOf(seed, 51, 1800) }),
})

/** Sentences of the root of a story. */
export function gatewaySentences(leg: Leg, story: Story): Sentence[] {
  const sentences = [SESSION, access(leg, story)]
  const refused = leg.calls.find((call) => call.refused)
  if (refused) {
    const { message, stack } = stacks.refused(refused.to, SERVICES[refused.to as ServiceName].port)
    sentences.push(says("refused", "error", "proxy", 0.96, () => message, { stack: () => stack }))
  }
  const unwell = leg.calls.find((call) => call.status >= 500)
  if (unwell) {
    const fields: Sentence["fields"] = ({ lastsMs }) => ({
      upstream: unwell.to,
      upstream_status: unwell.status,
      waited_ms: round(lastsMs * 0.97),
    })
    sentences.push(says("upstream", "warn", "proxy", 0.98, () => `upstream ${unwell.to} answered ${unwell.status}`, { fields }))
  }
  return sentences
}
