import "server-only"
import { randomUUID } from "node:crypto"
import { hashPassword } from "better-auth/crypto"
import type { Prisma } from "#lib/db/generated/client.ts"
import { AppError } from "#lib/http/errors.ts"
import { passwordFault } from "./password.ts"
import type { Role } from "./viewer.ts"

interface NewUser {
  id: string
  name: string
  email: string
  role: Role
  password: string
}

/** The rows of a user with a password, to be created. @throws AppError bad_request for a weak password */
export async function makeUser({ id, name, email, role, password }: NewUser): Promise<Prisma.UserCreateInput & { id: string }> {
  requireStrong(password, [name, email])
  const account = { id: randomUUID(), accountId: id, providerId: "credential", password: await hashPassword(password) }
  return { id, name, email, role, accounts: { create: account } }
}

/** @throws AppError bad_request with `fields.password` as the key of what is wrong */
export function requireStrong(password: string, personal: string[]): void {
  const fault = passwordFault(password, personal)
  if (fault) throw new AppError("bad_request", `password.${fault}`, {}, { safeForViewer: true })
}

export { hashPassword }
