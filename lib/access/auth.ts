import "server-only"
import { prismaAdapter } from "better-auth/adapters/prisma"
import { betterAuth } from "better-auth/minimal"
import { lazy } from "#lib/db/lazy.ts"
import { prisma } from "#lib/db/prisma.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { deriveKey } from "./derive-key.ts"
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./password.ts"

const SESSION_SECONDS = 14 * 24 * 3600

/**
 * Sessions are rows: nothing about a user is kept in the cookie, so that a disabled user, a changed role or a revoked session counts
 * on the next request. A session ends 14 days after it began. Nobody signs up: users are made by the setup or by an admin.
 */
function makeAuth() {
  const { publicUrl } = env()
  return betterAuth({
    appName: "Bongsu",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: deriveKey("session").toString("base64"),
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    trustedOrigins: [new URL(publicUrl).origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        role: { type: "string", input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    databaseHooks: { session: { create: { before: async (session) => !(await isDisabled(session.userId)) } } },
    // Failed logins are counted by `throttle.ts`, by account too.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "bongsu",
      useSecureCookies: publicUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"], ipv6Subnet: 128 },
    },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error({ part: "sessions" }, message) },
  })
}

async function isDisabled(userId: string): Promise<boolean> {
  const user = await prisma.user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
  return !user || user.disabledAt !== null
}

/** better-auth, used as a library: our own routes stand before it. */
export const auth: ReturnType<typeof makeAuth> = lazy("auth", makeAuth)
