import assert from "node:assert/strict"
import { test } from "node:test"
import { SettingsError, parseEnv } from "./env.ts"

const KEY = Buffer.alloc(32, 7).toString("base64")

test("nothing set gives the defaults", () => {
  const env = parseEnv({})
  assert.equal(env.port, 3000)
  assert.equal(env.publicUrl, "http://localhost:3000")
  assert.equal(env.databaseUrl, undefined)
  assert.deepEqual(env.allowedPrivateCidrs, [])
  assert.deepEqual(env.unknown, [])
})

test("values are read", () => {
  const rows: [Record<string, string>, (env: ReturnType<typeof parseEnv>) => unknown, unknown][] = [
    [{ PORT: "4000" }, (env) => env.publicUrl, "http://localhost:4000"],
    [{ BONGSU_PUBLIC_URL: "https://b.example/" }, (env) => env.publicUrl, "https://b.example"],
    [{ BONGSU_ALLOWED_PRIVATE_CIDRS: "10.0.0.0/8, 192.168.1.0/24" }, (env) => env.allowedPrivateCidrs.length, 2],
    [{ BONGSU_HOST: "127.0.0.1" }, (env) => env.host, "127.0.0.1"],
    [{ BONGSU_HOST: "" }, (env) => env.host, undefined],
    [{ BONGSU_DEMO: "true" }, (env) => env.demo, true],
    [{ BONGSU_DEMO: "0" }, (env) => env.demo, false],
    [{ BONGSU_SECRET_KEY: KEY }, (env) => env.secretKey, KEY],
    [{ DATABASE_URL: "" }, (env) => env.databaseUrl, undefined],
    [{ BONGSU_SECRET_KEE: "x", BONGSU_DEMO_FILE: "/f" }, (env) => env.unknown.join(), "BONGSU_SECRET_KEE"],
    [{ BONGSU_SECRET_KEY_FILE: "/run/key" }, (env) => env.secretKey, KEY],
  ]
  for (const [source, read, expected] of rows)
    assert.deepEqual(read(parseEnv(source, () => `${KEY}\n`.replace(KEY, source.BONGSU_DEMO_FILE ? "1" : KEY))), expected)
})

test("what is wrong is named, its value is not", () => {
  const rows: [Record<string, string>, RegExp][] = [
    [{ PORT: "abc" }, /PORT/],
    [{ DATABASE_URL: "mysql://root:hunter2@x/y" }, /^Settings are wrong: DATABASE_URL must look like postgresql/],
    [{ BONGSU_SECRET_KEY: "hunter2" }, /BONGSU_SECRET_KEY must be 32 bytes/],
    [{ BONGSU_SMTP_URL: "smtp://hunter2" }, /belong together/],
    [{ BONGSU_OIDC_ISSUER: "https://x" }, /belong together/],
    [
      { BONGSU_ALLOWED_PRIVATE_CIDRS: "10.0.0.0/8, 10.0.0.0/33", BONGSU_SECRET_KEY: "hunter2" },
      /BONGSU_ALLOWED_PRIVATE_CIDRS is no list of addresses: "10.0.0.0\/33" is neither an address nor a range such as 10.0.0.0\/8$/,
    ],
    [{ BONGSU_TRUSTED_PROXIES: "proxy.example" }, /BONGSU_TRUSTED_PROXIES is no list of addresses: "proxy.example" is neither/],
  ]
  for (const [source, expected] of rows) {
    assert.throws(
      () => parseEnv(source),
      (error: Error) => {
        assert.ok(error instanceof SettingsError)
        assert.match(error.message, expected)
        assert.doesNotMatch(error.message, /hunter2/)
        return true
      },
    )
  }
})

test("a file that can't be read is named", () => {
  assert.throws(() => parseEnv({ DATABASE_URL_FILE: "/nowhere/x" }), /DATABASE_URL_FILE names \/nowhere\/x/)
})
