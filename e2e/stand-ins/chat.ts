import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

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
  /** Between taking a message and answering. */
  delayMs: number
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
  const record: Pick<StandIn<Body>, "accepted" | "refused" | "mischief" | "delayMs"> = {
    accepted: [],
    refused: [],
    mischief: [],
    delayMs: 0,
  }
  const server = createServer((incoming, outgoing) => {
    void answer(record, judge, incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(record, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop })
}

async function answer<Body>(
  { accepted, refused, mischief, delayMs }: Pick<StandIn<Body>, "accepted" | "refused" | "mischief" | "delayMs">,
  judge: (request: Request, nowMs: number) => Verdict<Body>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const fields = await readFields(incoming)
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
  }
  const prank = mischief.shift()
  if (prank?.kind === "hang") return
  if (prank?.kind === "reset") {
    incoming.socket.destroy()
    return
  }
  if (prank?.kind === "answer") {
    refused.push({ atMs: Date.now(), answer: prank.body })
    send(prank.status, prank.body, prank.headers)
    return
  }
  const verdict = judge({ path: incoming.url ?? "/", fields, headers: incoming.headers }, Date.now())
  if (verdict.ok) accepted.push({ atMs: Date.now(), ...verdict.accepted })
  else refused.push({ atMs: Date.now(), answer: verdict.answer })
  if (prank?.kind === "accept-then-reset") {
    incoming.socket.destroy()
    return
  }
  if (delayMs > 0) await sleep(delayMs)
  if (verdict.ok) send(200, verdict.answer)
  else send(verdict.status, verdict.answer, verdict.headers)
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
