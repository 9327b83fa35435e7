// A story's calls as spans: the client's, with the server's in it.
import type { Attributes } from "#demo/traceql/trace-store.ts"
import { SERVICES, type ServiceName } from "#demo/world/cast.ts"
import * as people from "#demo/world/people.ts"
import type { Deck } from "#demo/world/requests.ts"
import * as stacks from "#demo/world/stacks.ts"
import { isOutside, type Leg, type Story } from "#demo/world/stories.ts"
import { insideOf } from "./inside.ts"
import { scopeOf } from "./instruments.ts"
import { layoutOf } from "./layout.ts"
import type { Exception, Failure, Node, Telling } from "./plan.ts"

const exceptions: Record<string, Exception> = {
  CannotCreateTransactionException: stacks.starved,
  DataIntegrityViolationException: stacks.tooLong,
  CardDeclinedException: stacks.declined,
  PaymentFailedException: stacks.paymentFailed,
}

/** The path that was asked for, with its ids in place. */
export function pathOf({ to, route }: Pick<Leg, "to" | "route">, seed: number): string {
  const id = route.includes("events/")
    ? people.eventOf(seed)
    : route.includes("rentals/")
      ? people.rentalOf(seed)
      : route.includes("applications/")
        ? people.formOf(seed)
        : isOutside(to)
          ? people.scooterOf(seed)
          : people.listingOf(seed)
  return route.replace(/:id|\{id\}/, String(id))
}

/** Why the server's side of a leg is an error; undefined when it is none (as 4xx are not, to a server). */
export function failureOf(leg: Leg): ((telling: Telling) => Failure) | undefined {
  if (leg.status < 500) return undefined
  const exception = leg.exception === undefined ? undefined : exceptions[leg.exception]
  if (exception) return () => ({ message: exception.message, exception })
  if (leg.to !== "scooter-control") return () => ({ message: "" })
  return ({ seed }) => {
    const exception = stacks.silent(people.scooterOf(seed))
    return { message: exception.message, exception }
  }
}

function callFailure(leg: Leg): ((telling: Telling) => Failure) | undefined {
  if (leg.refused) {
    const exception = stacks.refused(leg.to, SERVICES[leg.to as ServiceName].port)
    return () => ({ message: exception.message, exception })
  }
  if (leg.error !== undefined) return () => ({ message: "context deadline exceeded (Client.Timeout exceeded while awaiting headers)" })
  return leg.status >= 400 ? () => ({ message: "" }) : undefined
}

function serverAttributes(leg: Leg, story: Story): (telling: Telling) => Attributes {
  const { method, route, status } = leg
  const service = leg.to as ServiceName
  const common = { "http.request.method": method, "http.route": route, "http.response.status_code": status, "url.scheme": "http" }
  const failed: Attributes = status >= 500 ? { "error.type": leg.exception ?? String(status) } : {}
  const end = { "server.address": service, "server.port": SERVICES[service].port, "network.protocol.version": "1.1" }
  const searches = route.endsWith("/listings")
  const period = story.name.includes(".monthly") ? "monthly" : "week"
  return ({ seed }) => ({
    ...common,
    "url.path": pathOf(leg, seed),
    ...(searches && { "url.query": `q=${encodeURIComponent(people.searchOf(seed))}&period=${period}` }),
    ...(service === "gateway" && {
      "client.address": people.addressOf(seed),
      "enduser.id": people.userOf(seed),
      "user_agent.original": story.channel === "load" ? "k6/1.3.0 (https://k6.io/)" : people.agentOf(seed),
    }),
    ...(service === "scooter-control" && { "shop.scooter.id": people.scooterOf(seed), "shop.city": people.cityOf(seed) }),
    ...end,
    ...failed,
  })
}

function clientAttributes(leg: Leg): (telling: Telling) => Attributes {
  const { to, method, status } = leg
  const outside = isOutside(to)
  const port = outside ? 443 : SERVICES[to].port
  const answered: Attributes = status > 0 ? { "http.response.status_code": status } : {}
  const error = leg.error ?? (status >= 400 ? String(status) : undefined)
  const failed: Attributes = error === undefined ? {} : { "error.type": error }
  return ({ seed }) => ({
    "http.request.method": method,
    ...answered,
    "url.full": `${outside ? "https" : "http"}://${to}${outside ? "" : `:${port}`}${pathOf(leg, seed)}`,
    "server.address": to,
    "server.port": port,
    ...failed,
  })
}

/** The spans of a whole story. */
export function spansOf(story: Story, deck: Deck): Node {
  const server = (step: number): Node => {
    const { leg } = deck.steps[step]!
    const service = leg.to as ServiceName
    const layout = layoutOf(deck, step)
    const calls = deck.steps
      .flatMap(({ caller }, index) => (caller === step ? [index] : []))
      .map((index, nth) => client(index, nth, service))
    return {
      service,
      name: `${leg.method} ${leg.route}`,
      kind: "server",
      scope: scopeOf(service, "server"),
      place: layout.server,
      attributes: serverAttributes(leg, story),
      failure: failureOf(leg),
      children: [...insideOf(leg, layout), ...calls],
    }
  }
  const client = (step: number, nth: number, service: ServiceName): Node => {
    const { leg } = deck.steps[step]!
    return {
      service,
      name: leg.method,
      kind: "client",
      scope: scopeOf(service, "client"),
      place: layoutOf(deck, step).call(nth),
      attributes: clientAttributes(leg),
      failure: callFailure(leg),
      children: leg.refused || isOutside(leg.to) ? [] : [server(step)],
    }
  }
  return server(0)
}
