import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { beforeEach, test } from "node:test"
import { z } from "zod"
import { forgetEnv } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { maskSettings, mergeSettings, open, openSettings, seal, sealSettings, secretKeyId } from "./secret.ts"

const newKey = () => randomBytes(32).toString("base64")
const useKeys = (current: string | undefined, previous: string[] = []) => {
  if (current) process.env.BONGSU_SECRET_KEY = current
  else delete process.env.BONGSU_SECRET_KEY
  process.env.BONGSU_SECRET_KEY_PREVIOUS = previous.join(",")
  forgetEnv()
}
const failsWith = (key: string, params?: object) => (error: unknown) =>
  error instanceof AppError && error.key === key && (!params || JSON.stringify(error.params) === JSON.stringify(params))

beforeEach(() => useKeys(newKey()))

test("what was sealed opens in its own row only", () => {
  const blob = seal("hunter2", "datasource:settings:a")
  assert.match(blob, /^bs1\.[0-9a-f]{8}\.[\w-]+\.[\w-]+$/)
  assert.equal(open(blob, "datasource:settings:a"), "hunter2")
  assert.throws(() => open(blob, "datasource:settings:b"), failsWith("secretBroken"))
})

test("the same text seals differently each time", () => {
  assert.notEqual(seal("x", "a"), seal("x", "a"))
})

const flip = (part: string, at: number) => {
  const bytes = Buffer.from(part, "base64url")
  bytes[at]! ^= 1
  return bytes.toString("base64url")
}

test("one flipped bit anywhere in iv, text or tag is noticed", () => {
  const [version, key, iv, text] = seal("hunter2", "a").split(".") as [string, string, string, string]
  for (let at = 0; at < Buffer.from(text, "base64url").length; at++) {
    assert.throws(() => open([version, key, iv, flip(text, at)].join("."), "a"), failsWith("secretBroken"))
  }
  assert.throws(() => open([version, key, flip(iv, 3), text].join("."), "a"), failsWith("secretBroken"))
})

for (const wrong of ["", "hunter2", "bs1.", "bs2.00000000.aa.bb", "bs1.a.b.c.d"]) {
  test(`"${wrong}" is not a sealed text`, () => assert.throws(() => open(wrong, "a"), AppError))
}

test("a key that was replaced still opens while it is listed, and is named when it is not", () => {
  const old = newKey()
  useKeys(old)
  const keyId = secretKeyId()
  const blob = seal("hunter2", "a")
  const current = newKey()
  useKeys(current, [old])
  assert.equal(open(blob, "a"), "hunter2")
  assert.notEqual(seal("x", "a").split(".")[1], keyId)
  useKeys(current)
  assert.throws(() => open(blob, "a"), failsWith("secretKeyUnknown", { keyId }))
})

test("without a key nothing is sealed in the clear", () => {
  useKeys(undefined)
  assert.throws(() => seal("x", "a"), failsWith("secretKeyAbsent"))
})

const Settings = z.strictObject({
  url: z.string(),
  token: z.string().meta({ secret: true }).optional(),
  headers: z.record(z.string(), z.string().meta({ secret: true })).optional(),
  basicAuth: z.strictObject({ user: z.string(), password: z.string().meta({ secret: true }) }).optional(),
  hooks: z.array(z.object({ key: z.string().optional().meta({ secret: true }) })).optional(),
})
const settings = {
  url: "http://x",
  token: "t0p",
  headers: { "X-Key": "k3y" },
  basicAuth: { user: "me", password: "pw" },
  hooks: [{ key: "h1" }, {}],
}

test("secret fields are sealed wherever they stand, and nothing else is", () => {
  const sealed = sealSettings(Settings, settings, "t:c:1")
  const text = JSON.stringify(sealed)
  for (const secret of ["t0p", "k3y", "pw", "h1"]) assert.ok(!text.includes(`"${secret}"`))
  assert.equal(sealed.url, "http://x")
  assert.equal(sealed.basicAuth.user, "me")
  assert.deepEqual(openSettings(Settings, sealed, "t:c:1"), settings)
})

test("two secrets of one row can't be swapped", () => {
  const sealed = sealSettings(Settings, settings, "t:c:1")
  const swapped = { ...sealed, token: sealed.basicAuth.password }
  assert.throws(() => openSettings(Settings, swapped, "t:c:1"), failsWith("secretBroken"))
})

test("masked settings show that a secret is set and keep the stored one when they come back", () => {
  const out = maskSettings(Settings, settings) as typeof settings
  assert.deepEqual(out.token, { set: true })
  assert.deepEqual(out.headers, { "X-Key": { set: true } })
  assert.deepEqual(out.basicAuth, { user: "me", password: { set: true } })
  assert.deepEqual(mergeSettings(Settings, { ...out, url: "http://y" }, settings), { ...settings, url: "http://y" })
  assert.deepEqual(mergeSettings(Settings, { url: "http://y", token: "new" }, settings), { url: "http://y", token: "new" })
})

test("a masked secret that was never stored is refused by name", () => {
  assert.throws(
    () => mergeSettings(Settings, { url: "x", token: { set: true } }, { url: "x" }),
    failsWith("secretNotStored", { field: "token" }),
  )
  assert.throws(
    () => mergeSettings(Settings, { url: "x", headers: { __proto__: { set: true }, constructor: { set: true } } }, {}),
    AppError,
  )
})
