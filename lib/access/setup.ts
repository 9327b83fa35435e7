import "server-only"
import { randomBytes, randomUUID } from "node:crypto"
import { audit } from "#lib/audit/store.ts"
import { prisma } from "#lib/db/prisma.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { makeUser } from "./make-user.ts"
import type { SetupInput } from "./schema.ts"
import { hashToken } from "./token.ts"
import type { Viewer } from "./viewer.ts"

const SETUP = "setup"
const BOOTSTRAP = "bootstrap"
const system: Viewer = { kind: "system" }

/** Whether somebody owns this Bongsu; from then on the setup is over for good. */
export async function hasOwner(): Promise<boolean> {
  return (await prisma.user.count({ where: { role: "owner" } })) > 0
}

/** A new one-time setup token, of which only the hash is kept; the one before it is dead. Null once there is an owner. */
export async function ensureSetupToken(): Promise<string | null> {
  if (await hasOwner()) {
    await prisma.setupToken.deleteMany()
    return null
  }
  const token = randomBytes(32).toString("base64url")
  const hash = hashToken(token)
  await prisma.setupToken.upsert({ where: { id: SETUP }, create: { id: SETUP, hash }, update: { hash, createdAt: new Date() } })
  return token
}

/** Makes BONGSU_BOOTSTRAP_TOKEN an owner's API token at the first start that names it. One that was revoked stays so. */
export async function ensureBootstrapToken(): Promise<void> {
  const { bootstrapToken } = env()
  if (!bootstrapToken) return
  const hash = hashToken(bootstrapToken)
  const row = { name: "bootstrap", hash, prefix: bootstrapToken.slice(0, 4), role: "owner", scopes: ["*"] }
  const { count } = await prisma.apiToken.createMany({ data: [{ id: `${BOOTSTRAP}-${hash.slice(0, 12)}`, ...row }], skipDuplicates: true })
  if (count > 0) await audit(system, "api-token.bootstrap", { kind: "api-token", id: `${BOOTSTRAP}-${hash.slice(0, 12)}` })
}

/**
 * Makes the first owner. Of several at once one wins: taking the token's row away decides.
 * @throws AppError not_found once there is an owner, forbidden for a wrong token
 */
export async function createOwner({ token, ...person }: SetupInput): Promise<{ id: string }> {
  if (await hasOwner()) throw over()
  const hash = hashToken(token)
  if (!(await prisma.setupToken.findFirst({ where: { id: SETUP, hash } }))) {
    throw (await hasOwner()) ? over() : new AppError("forbidden", "setupTokenWrong", {}, { safeForViewer: true })
  }
  const user = await makeUser({ ...person, id: randomUUID(), role: "owner" })
  await prisma.$transaction(async (db) => {
    const { count } = await db.setupToken.deleteMany({ where: { id: SETUP, hash } })
    if (count === 0) throw over()
    await db.user.create({ data: user })
    await audit(system, "setup", { kind: "user", id: user.id }, { after: { name: person.name, email: person.email, role: "owner" } }, db)
  })
  return { id: user.id }
}

const over = () => new AppError("not_found", "notFound", {}, { safeForViewer: true })
