import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

/** Who calls out: datasources may live next door, chats and checks are public unless the operator says otherwise. */
export type Policy = "datasource" | "chat" | "check"

/** Why a target is refused; absent means allowed. */
export type Refusal = "scheme" | "port" | "credentials" | "name" | "metadata" | "private" | "special"

type Cidr = ReturnType<typeof ipaddr.parseCIDR>

/** Reads "10.0.0.0/8" and bare addresses. @throws {Error} naming the entry that is neither */
export function parseCidrs(list: readonly string[]): Cidr[] {
  return list.map((entry) => {
    const range = rangeOf(entry)
    if (!range) throw new Error(`"${entry}" is neither an address nor a range such as 10.0.0.0/8`)
    return range
  })
}

function rangeOf(entry: string): Cidr | undefined {
  const family = isIP(entry.replace(/\/.*$/, ""))
  if (family === 0) return undefined
  if (!entry.includes("/")) return [ipaddr.parse(entry), family === 4 ? 32 : 128] as Cidr
  return ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : undefined
}

/** Addresses of clouds' metadata and host services that lie outside the link-local range. */
const METADATA = new Set(
  ["fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"].map((text) =>
    ipaddr.parse(text).toNormalizedString(),
  ),
)
const METADATA_NAMES = new Set(["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"])

/** Forms that carry an IPv4 address in an IPv6 one, and old or special ranges that ipaddr.js may take for ordinary ones. */
const NEVER = parseCidrs([
  "::ffff:0:0/96",
  "::ffff:0:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "2002::/16",
  "2001::/32",
  "fec0::/10",
  "100::/64",
  "2001:db8::/32",
  "0.0.0.0/8",
])
const COMPATIBLE = ipaddr.parseCIDR("::/96")
const LOCAL_RANGES = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"])

/**
 * Judges one address in the form that a socket would use.
 * @param allowed what chats and checks may reach besides public addresses; datasources may reach loopback and private ones anyway
 */
export function judgeAddress(text: string, policy: Policy, allowed: readonly Cidr[]): Refusal | undefined {
  if (!ipaddr.isValid(text)) return "name"
  const address = ipaddr.parse(text)
  if (METADATA.has(address.toNormalizedString())) return "metadata"
  const range = address.range()
  if (range === "linkLocal") return "metadata"
  if (range === "unspecified" || range === "multicast" || range === "broadcast") return "special"
  if (isIn(address, NEVER)) return "special"
  if (range !== "loopback" && isIn(address, [COMPATIBLE])) return "special"
  if (isIn(address, allowed)) return undefined
  if (LOCAL_RANGES.has(range)) return policy === "datasource" ? undefined : "private"
  return range === "unicast" ? undefined : "special"
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Cidr[]): boolean {
  return ranges.some(([base, bits]) => base.kind() === address.kind() && address.match([base, bits] as never))
}

/** Ports of services that speak something else than HTTP; what browsers refuse, and databases. */
const REFUSED_PORTS = new Set(
  "1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 389 427 445 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1433 1521 1719 1720 1723 2049 2181 3306 3389 3659 4045 5060 5061 5432 5433 5672 6000 6379 6566 6665 6666 6667 6668 6669 6697 9042 9092 10080 11211 27017"
    .split(" ")
    .map(Number),
)

/** Judges what a URL says by itself: scheme, port, names that are never asked, and an address written as such. Names that need a look-up pass. */
export function judgeUrl(url: URL, policy: Policy, allowed: readonly Cidr[]): Refusal | undefined {
  const secure = url.protocol === "https:" || url.protocol === "wss:"
  if (!secure && url.protocol !== "http:" && url.protocol !== "ws:") return "scheme"
  if (url.username || url.password) return "credentials"
  const port = url.port ? Number(url.port) : secure ? 443 : 80
  if (port === 0 || REFUSED_PORTS.has(port)) return "port"
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.+$/, "")
    .toLowerCase()
  if (!host) return "name"
  if (METADATA_NAMES.has(host)) return "metadata"
  return ipaddr.isValid(host) ? judgeAddress(host, policy, allowed) : undefined
}
