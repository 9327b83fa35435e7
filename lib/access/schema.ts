import { z } from "zod"
import { actions } from "./can.ts"
import { Email, NewPassword, PersonName } from "./password.ts"
import { roles } from "./viewer.ts"

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const IdParams = z.strictObject({ id: Id })
export const RoleName = z.enum(roles)

export const UserAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  disabled: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Start of the newest session. */
  lastSignInAt: z.iso.datetime().optional(),
})
export type UserAnswer = z.infer<typeof UserAnswer>

export const UserCreate = z.strictObject({
  id: Id.optional(),
  name: PersonName,
  email: Email,
  role: RoleName,
  password: NewPassword,
})
export type UserCreate = z.output<typeof UserCreate>

export const UserPatch = z.strictObject({
  name: PersonName.optional(),
  role: RoleName.optional(),
  disabled: z.boolean().optional(),
  password: NewPassword.optional(),
})
export type UserPatch = z.output<typeof UserPatch>

export const SetupInput = z.strictObject({ token: z.string().max(200), name: PersonName, email: Email, password: NewPassword })
export type SetupInput = z.output<typeof SetupInput>

export const SignIn = z.strictObject({
  email: z.string().trim().max(200).toLowerCase(),
  password: z.string().max(1000),
  rememberMe: z.boolean().optional(),
})
export const PasswordChange = z.strictObject({
  currentPassword: z.string().max(1000),
  newPassword: NewPassword,
  revokeOtherSessions: z.boolean().optional(),
})

export const SessionAnswer = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  address: z.string().optional(),
  userAgent: z.string().optional(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

export const Scope = z.enum(["*", ...(Object.keys(actions) as (keyof typeof actions)[])])

export const ApiTokenCreate = z.strictObject({
  id: Id.optional(),
  name: z.string().trim().min(1).max(100),
  role: RoleName,
  scopes: z.array(Scope).min(1).max(100).default(["*"]),
  /** Absent: never. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
})
export type ApiTokenCreate = z.output<typeof ApiTokenCreate>

export const ApiTokenAnswer = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters, to recognise it. */
  prefix: z.string(),
  role: z.string(),
  scopes: z.array(z.string()),
  createdBy: z.string().optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
})
export type ApiTokenAnswer = z.infer<typeof ApiTokenAnswer>
/** The only answer that holds the token itself. */
export const ApiTokenMade = ApiTokenAnswer.extend({ token: z.string() })
export type ApiTokenMade = z.infer<typeof ApiTokenMade>
