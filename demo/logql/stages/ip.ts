// ip("…"): an address, a range or a subnet, sought in a text.
import { BlockList, isIP } from "node:net"

const CANDIDATE = /(?:\d{1,3}\.){3}\d{1,3}|[\da-fA-F]*:[\da-fA-F:.]*:[\da-fA-F:.]*/g

function listOf(pattern: string): BlockList {
  const list = new BlockList()
  const [first = "", second] = pattern.split(/[-/]/, 2)
  const family = isIP(first) === 6 ? "ipv6" : "ipv4"
  try {
    if (pattern.includes("/")) list.addSubnet(first, Number(second), family)
    else if (second !== undefined) list.addRange(first, second, family)
    else list.addAddress(first, family)
  } catch {
    throw new Error(`netaddr.ParseIPPrefix(${JSON.stringify(pattern)}): no '/'`)
  }
  return list
}

const within = (list: BlockList, address: string) => {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4")
}

/** Whether any address of the text is meant. @throws when the pattern is none */
export function ipInText(pattern: string): (text: string) => boolean {
  const list = listOf(pattern)
  return (text) => {
    for (const [candidate] of text.matchAll(CANDIDATE)) if (within(list, candidate)) return true
    return false
  }
}
