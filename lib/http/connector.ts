import "server-only"
import { lookup, type LookupAddress } from "node:dns"
import { isIP, type LookupFunction, type OnReadOpts, type Socket } from "node:net"
import { Agent, buildConnector } from "undici"
import { env } from "#lib/env.ts"
import { judgeAddress, judgeUrl, parseCidrs, type Policy, type Refusal } from "./address.ts"

/** Extra trust and identity for TLS; PEM texts. */
export interface TlsSettings {
  caPem?: string
  certPem?: string
  keyPem?: string
  insecureSkipVerify?: boolean
}

/** The target was refused before a byte was sent. */
export class RefusedTarget extends Error {
  override name = "RefusedTarget"
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`refused: ${refusal}`)
    this.refusal = refusal
  }
}

export type LookUp = (
  hostname: string,
  options: { all: true; family?: number },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void

const systemLookUp: LookUp = (hostname, options, done) =>
  lookup(hostname, { all: true, family: options.family ?? 0, order: "ipv4first" }, (error, found) => done(error, found))

let parsed: { list: readonly string[]; cidrs: ReturnType<typeof parseCidrs> } | undefined

export function allowedCidrs(): ReturnType<typeof parseCidrs> {
  const list = env().allowedPrivateCidrs
  if (parsed?.list !== list) parsed = { list, cidrs: parseCidrs(list) }
  return parsed.cidrs
}

/** Looks a name up and hands the socket only addresses that pass: what was checked is what is connected to. */
function guardedLookUp(policy: Policy, lookUp: LookUp): LookupFunction {
  const allowed = allowedCidrs()
  return (hostname, options, done) => {
    const family = options.family === 4 || options.family === "IPv4" ? 4 : options.family === 6 || options.family === "IPv6" ? 6 : 0
    lookUp(hostname, { all: true, family }, (error, found) => {
      if (error) return done(error, "", 0)
      const judged = found.map((entry) => ({ ...entry, refusal: judgeAddress(entry.address, policy, allowed) }))
      const good = judged.filter((entry) => !entry.refusal)
      const [first] = good
      if (!first) return done(new RefusedTarget(judged[0]?.refusal ?? "name"), "", 0)
      if (options.all)
        return done(
          null,
          good.map(({ address, family }) => ({ address, family })),
        )
      return done(null, first.address, first.family)
    })
  }
}

export interface AgentOptions {
  policy: Policy
  tls?: TlsSettings
  connectTimeoutMs?: number
  /** For tests: another resolver. */
  lookUp?: LookUp
}

/** By itself a socket reads 64 KiB at a time, each into memory of its own: a large answer takes twice as long to come in. */
const reading: OnReadOpts = {
  buffer: Buffer.allocUnsafeSlow(512 * 1024),
  callback(this: Socket, length: number, buffer: Uint8Array) {
    return this.push(Buffer.from(buffer.subarray(0, length)))
  },
}

const CONNECTIONS_PER_ORIGIN = 64
const KEEP_ALIVE_MS = 15_000
const MAX_HEADER_BYTES = 32 * 1024
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024

/** An undici agent whose connector is the guard: literals, looked-up addresses and redirect targets all pass through it. Knows no proxy. */
export function guardedAgent({ policy, tls, connectTimeoutMs = 5_000, lookUp = systemLookUp }: AgentOptions): Agent {
  const allowed = allowedCidrs()
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    allowH2: false,
    lookup: guardedLookUp(policy, lookUp),
    autoSelectFamily: true,
    onread: reading,
    ca: tls?.caPem,
    cert: tls?.certPem,
    key: tls?.keyPem,
    rejectUnauthorized: !tls?.insecureSkipVerify,
  })
  return new Agent({
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    webSocket: { maxPayloadSize: MAX_MESSAGE_BYTES },
    connect: (options, done) => {
      const bare = options.hostname.replace(/^\[|\]$/g, "")
      const host = isIP(bare) === 6 ? `[${bare}]` : bare
      const url = URL.parse(`${options.protocol}//${host}${options.port ? `:${options.port}` : ""}/`)
      const refusal = url ? judgeUrl(url, policy, allowed) : "name"
      if (refusal) return done(new RefusedTarget(refusal), null)
      return connect(options, done)
    },
  })
}
