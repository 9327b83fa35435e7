import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"

/** What a stand-in does with the next request instead of its ordinary rules. */
export type Mischief =
  | { kind: "answer"; status: number; body: unknown; headers?: Record<string, string> }
  /** Accepts the message and then breaks the connection: the sender can't know. */
  | { kind: "accept-then-reset" }
  | { kind: "reset" }
  | { kind: "hang" }

export interface Accepted<Body> {
  atMs: number
  /** Of the chat or channel. */
  to: string
  body: Body
  /** The text with all that a reader sees. */
  text: string
}

export interface Request {
  path: string
  fields: Record<string, string>
  headers: IncomingMessage["headers"]
}
export type Verdict<Body> =
  | { ok: true; accepted: Omit<Accepted<Body>, "atMs">; answer: unknown }
  | { ok: false; status: number; answer: unknown; headers?: Record<string, string> }

export interface StandIn<Body> {
  url: string
  accepted: Accepted<Body>[]
  /** Refused requests with the reason. */
  refused: { atMs: number; answer: unknown }[]
  /** Queued mischief, one a request. */
  mischief: Mischief[]
  stop(): Promise<void>
}

async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  if (!request.headers["content-type"]?.includes("json")) return Object.fromEntries(new URLSearchParams(text))
  const parsed = JSON.parse(text) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  )
}

/** A loopback HTTP server that records what a vendor would have accepted. */
export async function standIn<Body>(judge: (request: Request, nowMs: number) => Verdict<Body>, port = 0): Promise<StandIn<Body>> {
  const accepted: Accepted<Body>[] = []
  const refused: StandIn<Body>["refused"] = []
  const mischief: Mischief[] = []
  const server = createServer((incoming, outgoing) => {
    void readFields(incoming).then((fields) => {
      const prank = mischief.shift()
      if (prank?.kind === "hang") return
      if (prank?.kind === "reset") return void incoming.socket.destroy()
      if (prank?.kind === "answer") {
        refused.push({ atMs: Date.now(), answer: prank.body })
        return void outgoing
          .writeHead(prank.status, { "content-type": "application/json", ...prank.headers })
          .end(JSON.stringify(prank.body))
      }
      const verdict = judge({ path: incoming.url ?? "/", fields, headers: incoming.headers }, Date.now())
      if (verdict.ok) accepted.push({ atMs: Date.now(), ...verdict.accepted })
      else refused.push({ atMs: Date.now(), answer: verdict.answer })
      if (prank?.kind === "accept-then-reset") return void incoming.socket.destroy()
      const [status, headers] = verdict.ok ? [200, {}] : [verdict.status, verdict.headers ?? {}]
      outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(verdict.answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    refused,
    mischief,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A vendor's rate limit for one chat: `burst` at once, then one every `everyMs`. Returns the wait in ms, 0 when it may pass. */
export function rateLimit(everyMs: number, burst: number) {
  const next = new Map<string, number>()
  return (key: string, nowMs: number): number => {
    const freeAt = Math.max(next.get(key) ?? 0, nowMs - everyMs * (burst - 1))
    if (freeAt > nowMs) return freeAt - nowMs
    next.set(key, freeAt + everyMs)
    return 0
  }
}
