import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { type Answer, ask, assertSilent, asSession, asToken, cookiesOf, makePerson, password, sameBody, signedIn } from "./attacker.ts"
import { until } from "./process.ts"
import { startWitness, type Witness } from "./servers/witness.ts"
import { startWorld, type World } from "./world.ts"

const signInPath = "/api/auth/sign-in/email"
const next = "another correct horse battery"

const fleet = (count: number, at: (index: number) => Promise<Answer>) => Promise.all(Array.from({ length: count }, (_, index) => at(index)))
const statuses = (answers: Answer[]) => new Set(answers.map((answer) => answer.status))

describe("somebody at the door", () => {
  let world: World
  let witness: Witness

  before(async () => {
    witness = await startWitness()
    world = await startWorld()
  })
  after(async () => {
    await world?.stop()
    await witness?.stop()
  })

  /** A login from an address of its own, as the proxy in front would tell it. */
  const login = (email: string, address: string, headers: Record<string, string> = {}, word = "wrong password") =>
    ask(world, signInPath, { body: { email, password: word }, headers: { "x-forwarded-for": address, ...headers } })
  const account = (cookie: string) => ask(world, "/api/account", { headers: asSession(cookie) })
  /** The best of four times, and the last answer. */
  const timed = async (who: string, word?: string) => {
    const times: number[] = []
    let answer: Answer | undefined
    for (let index = 0; index < 4; index++) {
      const startedAt = performance.now()
      answer = await login(who, `10.3.${index}.${times.length + who.length}`, {}, word)
      times.push(performance.now() - startedAt)
    }
    return { answer: answer!, ms: Math.min(...times) }
  }

  test("guesses from one address: held up, whoever is guessed; the next address is not", async () => {
    const { email } = await makePerson(world, "viewer", "office")
    const guesses = await fleet(20, (index) => login(`nobody-${index}@example.test`, "203.0.113.7"))
    assert.deepEqual(statuses(guesses), new Set([401, 429]))
    const held = await login(email, "203.0.113.7", {}, password)
    assert.equal(held.status, 429, "the right password from there is held up, too")
    assert.ok(Number(held.headers.get("retry-after")) > 0)
    // The client writes the left end of the list; only the right end is our proxy's word.
    assert.equal((await login(email, "198.51.100.1, 203.0.113.7", {}, password)).status, 429)
    assert.equal((await login(email, "203.0.113.8", {}, password)).status, 200)
  })

  test("guesses at one account from many addresses: held up; the device that its owner knows still gets in", async () => {
    const { email } = await makePerson(world, "owner", "target")
    const device = await signedIn(world, email)
    const known = {
      cookie: device
        .split("; ")
        .filter((part) => part.startsWith("bongsu-device="))
        .join(""),
    }
    assert.notEqual(known.cookie, "")
    const guesses = await fleet(46, (index) => login(email, `10.1.${index}.1`))
    assert.ok(guesses.some((answer) => answer.status === 429))
    assert.equal((await login(email, "203.0.113.9", {}, password)).status, 429)
    assert.equal((await login(email, "203.0.113.9", known, password)).status, 200)
    const forged = { cookie: `${known.cookie.split(".").slice(0, 2).join(".")}.${"A".repeat(43)}` }
    assert.equal((await login(email, "203.0.113.9", forged, password)).status, 429)
    const other = await signedIn(world, (await makePerson(world, "viewer", "other-account")).email)
    assert.equal((await login(email, "203.0.113.10", { cookie: other }, password)).status, 429, "a device is known for its own account")
  })

  test("can't tell who is there: unknown, wrong and disabled are one answer after the same work", async () => {
    const { email } = await makePerson(world, "viewer", "there")
    const disabled = await makePerson(world, "viewer", "disabled")
    await world.api("PATCH", `/api/users/${disabled.id}`, { disabled: true })
    const wrong = await timed(email)
    const unknown = await timed("not-there@example.test")
    const shut = await timed(disabled.email, password)
    for (const { answer } of [wrong, unknown, shut]) {
      assert.equal(answer.status, 401)
      assert.equal(sameBody(answer), sameBody(wrong.answer))
      assert.deepEqual([...answer.headers.keys()].toSorted(), [...wrong.answer.headers.keys()].toSorted())
      assert.deepEqual(answer.headers.getSetCookie(), [])
    }
    assert.ok(unknown.ms > wrong.ms / 3, `unknown ${unknown.ms} ms, wrong ${wrong.ms} ms`)
  })

  test("a session ends with the password, the access and the user; a role counts at once", async () => {
    const { id, email } = await makePerson(world, "admin", "changing")
    const [first, second] = [await signedIn(world, email), await signedIn(world, email)]
    const made = await ask(world, "/api/api-tokens", { headers: asSession(first), body: { name: "mine", role: "admin" } })
    const { token } = JSON.parse(made.body) as { token: string }
    const changed = await ask(world, "/api/auth/change-password", {
      headers: asSession(first),
      body: { currentPassword: password, newPassword: next },
    })
    assert.equal(changed.status, 200, changed.body)
    assert.equal((await account(second)).status, 401)
    assert.equal((await account(first)).status, 401, "the session that changed it goes on under another cookie")
    const fresh = cookiesOf(changed)
    assert.equal((await account(fresh)).status, 200)
    const users = (headers: Record<string, string>) => ask(world, "/api/users", { headers })
    assert.equal((await users(asSession(fresh))).status, 200)
    await world.api("PATCH", `/api/users/${id}`, { role: "viewer" })
    assert.equal((await users(asSession(fresh))).status, 403)
    assert.equal((await users(asToken(token))).status, 403, "his tokens are no more than he is")
    await world.api("PATCH", `/api/users/${id}`, { disabled: true })
    assert.equal((await account(fresh)).status, 401)
    assert.equal((await users(asToken(token))).status, 401)
    await world.api("PATCH", `/api/users/${id}`, { disabled: false })
    assert.equal((await account(fresh)).status, 401, "what was ended does not come back")
    await world.api("DELETE", `/api/users/${id}`)
    assert.equal((await users(asToken(token))).status, 401)
  })

  test("a live tail ends when its reader signs out", async () => {
    const { id, email } = await makePerson(world, "editor", "tailing")
    const cookie = await signedIn(world, email)
    await world.api("POST", "/api/datasources", { id: "loki", name: "Loki", kind: "loki", settings: { url: witness.url } })
    const query = encodeURIComponent(JSON.stringify({ expr: '{job="x"}' }))
    const tail = await fetch(`${world.url}/api/explore/tail?datasourceId=loki&query=${query}`, { headers: asSession(cookie) })
    assert.equal(tail.status, 200)
    await until("the tail to be open", () => witness.tails.size === 1)
    const signedOut = await ask(world, "/api/auth/sign-out", { method: "POST", headers: asSession(cookie) })
    assert.equal(signedOut.status, 200)
    assert.equal((await account(cookie)).status, 401)
    assert.match(await tail.text(), /^: here/, "and the answer has an end")
    await until("the source's end to be closed", () => witness.tails.size === 0)
    await world.api("PATCH", `/api/users/${id}`, { password: next })
    assert.equal((await login(email, "203.0.113.11", {}, password)).status, 401)
    assert.equal((await login(email, "203.0.113.11", {}, next)).status, 200)
  })

  test("another site can't make a browser sign in, out, or change anything", async () => {
    const { email } = await makePerson(world, "owner", "browsing")
    const cookie = await signedIn(world, email)
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "" },
      { origin: `${world.url}.evil.example` },
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: world.url, "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ]
    const calls: [method: string, path: string, body?: unknown][] = [
      ["POST", signInPath, { email, password }],
      ["POST", "/api/auth/sign-out"],
      ["POST", "/api/users", { name: "Eve", email: "eve@example.test", role: "owner", password }],
      ["DELETE", "/api/users/none"],
      ["PATCH", "/api/account", { name: "Eve" }],
      ["POST", "/api/explore/query", {}],
      ["POST", "/api/setup", {}],
    ]
    for (const headers of foreign) {
      for (const [method, path, body] of calls) {
        const answer = await ask(world, path, { method, body, headers: { ...asSession(cookie), ...headers } })
        assert.equal(answer.status, 403, `${JSON.stringify(headers)} ${method} ${path}: ${answer.status} ${answer.body}`)
        assert.deepEqual(answer.headers.getSetCookie(), [])
      }
    }
    // A form needs no consent of the other site; its body is not JSON and must not be read as such.
    const form = await ask(world, "/api/account", {
      method: "PATCH",
      headers: { ...asSession(cookie), "content-type": "text/plain" },
      body: '{"name":"Eve"}',
    })
    assert.ok(form.status === 200 || form.status === 400)
    assert.equal((await account(cookie)).status, 200)
  })

  test("after signing in the way leads home and nowhere else", async () => {
    const { email } = await makePerson(world, "viewer", "going")
    const cookie = await signedIn(world, email)
    const evil = [
      "//evil.example",
      "/\\evil.example",
      "https:evil.example",
      "https://evil.example",
      "%2f%2fevil.example",
      "/%2fevil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/.//evil.example",
      "\\\\evil.example",
    ]
    for (const target of evil) {
      const answer = await ask(world, `/login?redirectTo=${encodeURIComponent(target)}`, { headers: asSession(cookie) })
      assert.ok([303, 307].includes(answer.status), `${target}: ${answer.status}`)
      const landed = new URL(answer.headers.get("location") ?? "", world.url)
      assert.equal(landed.origin, world.url, `${target} → ${landed.href}`)
      assertSilent(target, landed.pathname, ["//", "\\"])
      const page = await ask(world, `/login?redirectTo=${encodeURIComponent(target)}`)
      assert.equal(page.status, 200)
    }
    const lost = await ask(world, "/dashboards/x?from=now-1h", {
      headers: { "x-forwarded-host": "evil.example", "x-bongsu-path": "//evil.example" },
    })
    assert.match(lost.headers.get("location") ?? "", /^\/login\?redirectTo=%2Fdashboards%2Fx/)
  })
})
