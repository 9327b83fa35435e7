import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

/** Set by our own HTTP server from the socket, whatever the client sent. */
export const addressHeader = "x-bongsu-address"

const LOOPBACK = ["127.0.0.0/8", "::1/128"]

/** What failures are counted by: the client's address, an IPv6 one as its /64, of which one subscriber has all. */
export function clientNetwork(headers: Headers, trustedProxies: string[]): string {
  return network(clientAddress(headers, trustedProxies))
}

/**
 * The client's network address as far as it is known, "" when not. X-Forwarded-For is read from the right and only as far as it was
 * written by this machine or `trustedProxies` (addresses or CIDR ranges).
 */
export function clientAddress(headers: Headers, trustedProxies: string[]): string {
  const trusted = [...LOOPBACK, ...trustedProxies]
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(plain).filter(Boolean)
  const socket = plain(headers.get(addressHeader) ?? "") || hops.pop() || ""
  let client = socket
  while (isTrusted(client, trusted) && hops.length > 0) client = hops.pop() ?? client
  return client
}

function plain(text: string): string {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "")
  return isIP(address) ? address : ""
}

function isTrusted(address: string, ranges: string[]): boolean {
  if (!address) return false
  const parsed = ipaddr.parse(address)
  return ranges.some((range) => {
    const [base = "", bits] = range.split("/")
    if (!ipaddr.isValid(base)) return false
    const start = ipaddr.parse(base)
    return start.kind() === parsed.kind() && parsed.match(start, Number(bits ?? (start.kind() === "ipv4" ? 32 : 128)))
  })
}

function network(address: string): string {
  if (!address) return "unknown"
  const parsed = ipaddr.parse(address)
  if (!(parsed instanceof ipaddr.IPv6)) return address
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`
}
