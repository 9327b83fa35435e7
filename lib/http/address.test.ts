import assert from "node:assert/strict"
import { test } from "node:test"
import { judgeAddress, judgeUrl, parseCidrs, type Policy, type Refusal } from "./address.ts"

const judge = (url: string, policy: Policy, allowed: string[] = []) => judgeUrl(new URL(url), policy, parseCidrs(allowed)) ?? "allowed"
type Verdict = Refusal | "allowed"

/** [fact, url, verdict for a datasource, verdict for a chat or check] */
const literals: [string, string, Verdict, Verdict][] = [
  ["the metadata address", "http://169.254.169.254/", "metadata", "metadata"],
  ["the metadata address as one number", "http://2852039166/", "metadata", "metadata"],
  ["the metadata address in octal", "http://0251.0376.0251.0376/", "metadata", "metadata"],
  ["the metadata address in hex", "http://0xa9fea9fe/", "metadata", "metadata"],
  ["the metadata address in full-width digits", "http://１６９.254.169.254/", "metadata", "metadata"],
  ["Amazon's IPv6 metadata address", "http://[fd00:ec2::254]/", "metadata", "metadata"],
  ["Alibaba's metadata address", "http://100.100.100.200/", "metadata", "metadata"],
  ["Azure's host address", "http://168.63.129.16/", "metadata", "metadata"],
  ["Google's metadata name", "http://metadata.google.internal/", "metadata", "metadata"],
  ["Google's metadata name with a dot behind", "http://metadata.google.internal./", "metadata", "metadata"],
  ["Google's metadata name in capitals", "http://METADATA.google.internal/", "metadata", "metadata"],
  ["any link-local address", "http://169.254.1.1/", "metadata", "metadata"],
  ["an IPv6 link-local address", "http://[fe90::1]/", "metadata", "metadata"],
  ["loopback", "http://127.0.0.1:9090/", "allowed", "private"],
  ["loopback of another number", "http://127.8.8.8/", "allowed", "private"],
  ["loopback in short", "http://127.1/", "allowed", "private"],
  ["loopback in IPv6", "http://[::1]:9090/", "allowed", "private"],
  ["loopback mapped into IPv6", "http://[::ffff:127.0.0.1]/", "special", "special"],
  ["loopback mapped into IPv6, in hex", "http://[::ffff:7f00:1]/", "special", "special"],
  ["loopback as IPv4-compatible IPv6", "http://[::127.0.0.1]/", "special", "special"],
  ["loopback translated", "http://[::ffff:0:7f00:1]/", "special", "special"],
  ["loopback through NAT64", "http://[64:ff9b::7f00:1]/", "special", "special"],
  ["loopback through local NAT64", "http://[64:ff9b:1::7f00:1]/", "special", "special"],
  ["loopback through 6to4", "http://[2002:7f00:1::]/", "special", "special"],
  ["a Teredo address", "http://[2001:0:7f00:1::]/", "special", "special"],
  ["a site-local address", "http://[fec0::1]/", "special", "special"],
  ["the unspecified address", "http://0.0.0.0/", "special", "special"],
  ["this network", "http://0.1.2.3/", "special", "special"],
  ["the unspecified IPv6 address", "http://[::]/", "special", "special"],
  ["multicast", "http://224.0.0.1/", "special", "special"],
  ["broadcast", "http://255.255.255.255/", "special", "special"],
  ["a reserved address", "http://240.0.0.1/", "special", "special"],
  ["a private address", "http://10.1.2.3:9090/", "allowed", "private"],
  ["a private IPv6 address", "http://[fd12::1]/", "allowed", "private"],
  ["a carrier's address", "http://100.64.0.1/", "allowed", "private"],
  ["a public address", "https://8.8.8.8/", "allowed", "allowed"],
  ["a public IPv6 address", "https://[2606:4700::1111]/", "allowed", "allowed"],
  ["a name", "https://prometheus.example/", "allowed", "allowed"],
  ["a file", "file:///etc/passwd", "scheme", "scheme"],
  ["gopher", "gopher://127.0.0.1/", "scheme", "scheme"],
  ["ftp", "ftp://example.com/", "scheme", "scheme"],
  ["data", "data:text/plain,x", "scheme", "scheme"],
  ["unix", "unix:/var/run/docker.sock", "scheme", "scheme"],
  ["dict", "dict://127.0.0.1:6379/", "scheme", "scheme"],
  ["ssh's port", "http://prometheus.example:22/", "port", "port"],
  ["the mail port", "http://prometheus.example:25/", "port", "port"],
  ["redis", "http://127.0.0.1:6379/", "port", "port"],
  ["Postgres", "http://127.0.0.1:5432/", "port", "port"],
  ["credentials in the URL", "http://me:pw@prometheus.example/", "credentials", "credentials"],
]

for (const [fact, url, datasource, others] of literals) {
  test(`${fact}: a datasource ${datasource}, a chat or check ${others}`, () => {
    assert.equal(judge(url, "datasource"), datasource)
    assert.equal(judge(url, "chat"), others)
    assert.equal(judge(url, "check"), others)
  })
}

test("the operator's list opens a private range to chats and checks", () => {
  assert.equal(judge("http://10.1.2.3/", "chat", ["10.0.0.0/8"]), "allowed")
  assert.equal(judge("http://192.168.1.1/", "check", ["10.0.0.0/8"]), "private")
  assert.equal(judge("http://127.0.0.1/", "chat", ["127.0.0.1"]), "allowed")
})

test("a range opened to chats takes nothing away from datasources", () => {
  for (const url of ["http://10.1.2.3/", "http://192.168.1.1/", "http://127.0.0.1/", "https://8.8.8.8/"]) {
    assert.equal(judge(url, "datasource", ["10.0.0.0/8"]), "allowed")
  }
})

test("no list opens metadata or disguised addresses", () => {
  for (const url of ["http://169.254.169.254/", "http://169.254.1.1/", "http://[::ffff:127.0.0.1]/", "http://[fd00:ec2::254]/"]) {
    for (const policy of ["datasource", "chat", "check"] as const) {
      assert.notEqual(judge(url, policy, ["0.0.0.0/0", "::/0", "169.254.0.0/16"]), "allowed")
    }
  }
})

test("an entry that is no range is named", () => {
  for (const wrong of ["ten", "10", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "*.example"]) {
    const message = `"${wrong}" is neither an address nor a range such as 10.0.0.0/8`
    assert.throws(() => parseCidrs(["10.0.0.0/8", "::1", "fd00::/8", wrong]), { message })
  }
})

test("what a look-up answers is judged like a literal", () => {
  assert.equal(judgeAddress("127.0.0.1", "chat", []), "private")
  assert.equal(judgeAddress("::ffff:10.0.0.1", "datasource", []), "special")
  assert.equal(judgeAddress("not an address", "chat", []), "name")
})
