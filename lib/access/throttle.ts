import "server-only"
import { createHash, randomBytes } from "node:crypto"
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { lazy } from "#lib/db/lazy.ts"
import { pool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { clientNetwork } from "./address.ts"
import { cookieLine, cookieOf } from "./cookie.ts"
import { isSigned, sign } from "./derive-key.ts"

const WINDOW_SECONDS = 15 * 60
const DEVICE_COOKIE = "bongsu-device"
const DEVICE_SECONDS = 180 * 24 * 3600

/** Failures in a quarter of an hour. An address runs dry long before it can use up an account: one stranger can't lock its owner out. */
const POINTS = { address: 15, account: 45, device: 10, password: 10, link: 60 }
type Counter = keyof typeof POINTS

const limiters = lazy("throttle", () => {
  const make = (counter: Counter) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: "pool",
      tableName: "throttle",
      tableCreated: true,
      clearExpiredByTimeout: counter === "address",
      keyPrefix: counter,
      points: POINTS[counter],
      duration: WINDOW_SECONDS,
    })
  return {
    address: make("address"),
    account: make("account"),
    device: make("device"),
    password: make("password"),
    link: make("link"),
  } satisfies Record<Counter, RateLimiterPostgres>
})

interface Key {
  counter: Counter
  key: string
}

/** A try that was paid for in advance, so that a hundred at once can't all slip through. */
export interface Attempt {
  /** It was right: what was paid comes back. */
  succeeded(): Promise<void>
}

/**
 * Counts a login. A device from which this account was signed in before has a counter of its own and none of the others, so that an attack on the
 * account from many places, or from the same office, does not lock its owner out.
 * @throws AppError rate_limited with the time to wait
 */
export function startLogin(headers: Headers, email: string): Promise<Attempt> {
  const device = knownDevice(headers, email)
  if (device) return start([{ counter: "device", key: device }])
  return start([
    { counter: "address", key: clientNetwork(headers, env().trustedProxies) },
    { counter: "account", key: digest(email) },
  ])
}

/** Counts a try of the current password by someone already signed in. @throws AppError rate_limited */
export function startPasswordCheck(userId: string): Promise<Attempt> {
  return start([{ counter: "password", key: userId }])
}

/** Counts a try at the setup link, by address. @throws AppError rate_limited */
export function startSetup(headers: Headers): Promise<Attempt> {
  return start([{ counter: "address", key: clientNetwork(headers, env().trustedProxies) }])
}

/** Counts a try at a share link's password, by address and link. @throws AppError rate_limited */
export function startSharePassword(headers: Headers, linkId: string): Promise<Attempt> {
  return start([
    { counter: "password", key: `${linkId} ${clientNetwork(headers, env().trustedProxies)}` },
    { counter: "link", key: linkId },
  ])
}

async function start(keys: Key[]): Promise<Attempt> {
  for (const { counter, key } of keys) await consume(limiters[counter], key)
  return {
    async succeeded() {
      for (const { counter, key } of keys) await limiters[counter].reward(key, 1)
    },
  }
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key, 1)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const waitMs = Math.max(1000, refused.msBeforeNext)
    const minutes = Math.ceil(waitMs / 60_000)
    throw new AppError("rate_limited", "tooManyTries", { minutes }, { safeForViewer: true, retryAfterMs: waitMs })
  }
}

const digest = (email: string) => createHash("sha256").update(email.trim().toLowerCase()).digest("base64url").slice(0, 32)

/** The id of a device that this account signed in from before. */
function knownDevice(headers: Headers, email: string): string | undefined {
  const [account = "", id = "", signature = ""] = (cookieOf(headers, DEVICE_COOKIE) ?? "").split(".")
  return account === digest(email) && isSigned("device", `${account}.${id}`, signature) ? id : undefined
}

/** The Set-Cookie line by which this device is known next time. Opens nothing: it only counts failures apart. */
export function deviceCookie(headers: Headers, email: string): string {
  const id = knownDevice(headers, email) ?? randomBytes(12).toString("base64url")
  const body = `${digest(email)}.${id}`
  const secure = env().publicUrl.startsWith("https:")
  return cookieLine(DEVICE_COOKIE, `${body}.${sign("device", body)}`, { path: "/api/auth", maxAgeSeconds: DEVICE_SECONDS, secure })
}
