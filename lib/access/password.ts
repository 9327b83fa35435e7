import { z } from "zod"

export const MIN_PASSWORD_LENGTH = 12
export const MAX_PASSWORD_LENGTH = 128

export type PasswordFault = "short" | "long" | "same" | "personal" | "common"

/** Beginnings and wholes that guessers try first, beyond repeated characters and counting. */
const COMMON = /^(?:password|passw0rd|qwerty|letmein|welcome|iloveyou|admin|bongsu|changeme|monkey|dragon)[\W\d_]*$/i
const COUNTING = "01234567890123456789abcdefghijklmnopqrstuvwxyzqwertyuiopasdfghjklzxcvbnm"

/** What is wrong with a new password; undefined when it will do. Length counts, not a mixture of characters. */
export function passwordFault(password: string, personal: string[] = []): PasswordFault | undefined {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) return "short"
  if (password.length > MAX_PASSWORD_LENGTH) return "long"
  if (new Set(password.toLowerCase()).size < 5) return "same"
  const lower = password.toLowerCase()
  if (COMMON.test(password) || COUNTING.includes(lower)) return "common"
  const names = personal.flatMap((text) => [text, text.split("@")[0] ?? ""]).map((text) => text.trim().toLowerCase())
  if (names.some((name) => name.length >= 4 && lower.replaceAll(/[\W\d_]+/g, "") === name.replaceAll(/[\W\d_]+/g, ""))) return "personal"
  return undefined
}

export const NewPassword = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH)
export const Email = z.email().max(200).toLowerCase()
export const PersonName = z.string().trim().min(1).max(100)
