import assert from "node:assert/strict"
import { test } from "node:test"
import { clientNetwork } from "./address.ts"

const table: [string, string | undefined, string | undefined, string[], string][] = [
  ["the socket counts", "203.0.113.5", undefined, [], "203.0.113.5"],
  ["a stranger's header does not", "203.0.113.5", "1.1.1.1", [], "203.0.113.5"],
  ["a proxy on this machine is believed", "127.0.0.1", "1.1.1.1, 203.0.113.5", [], "203.0.113.5"],
  ["a mapped loopback is loopback", "::ffff:127.0.0.1", "203.0.113.5", [], "203.0.113.5"],
  ["a named proxy is believed", "10.0.0.2", "1.1.1.1, 203.0.113.5", ["10.0.0.0/8"], "203.0.113.5"],
  ["a chain of named proxies is walked", "10.0.0.2", "203.0.113.5, 10.9.9.9", ["10.0.0.0/8"], "203.0.113.5"],
  ["all hops trusted: the first one", "127.0.0.1", "10.0.0.1", ["10.0.0.0/8"], "10.0.0.1"],
  ["an IPv6 address counts as its network", "2001:db8:1:2:3:4:5:6", undefined, [], "2001:db8:1:2::/64"],
  ["short IPv6", "2001:db8::1", undefined, [], "2001:db8:0:0::/64"],
  ["rubbish is skipped", "127.0.0.1", "x, <script>", [], "127.0.0.1"],
  ["nothing at all", undefined, undefined, [], "unknown"],
]
for (const [name, socket, forwarded, proxies, wanted] of table) {
  test(name, () => {
    const headers = new Headers()
    if (socket) headers.set("x-bongsu-address", socket)
    if (forwarded) headers.set("x-forwarded-for", forwarded)
    assert.equal(clientNetwork(headers, proxies), wanted)
  })
}
