import { createHash, randomBytes } from "node:crypto"
import { crc32 } from "node:zlib"

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const PREFIX = "bgs_"
const RANDOM_DIGITS = 43
const CHECK_DIGITS = 6

/** A number in base 62, padded with zeros on the left. */
function base62(value: bigint, digits: number): string {
  let text = ""
  for (let rest = value; text.length < digits; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text
  return text
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), CHECK_DIGITS)
}

/** An API token: "bgs_", 32 random bytes, a checksum by which a scanner knows a leaked one. */
export function makeToken(): string {
  const body = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), RANDOM_DIGITS)
  return PREFIX + body + checksum(body)
}

/** Whether a text has the shape and checksum of our tokens. */
export function isToken(text: string): boolean {
  const body = text.slice(PREFIX.length, -CHECK_DIGITS)
  return text.startsWith(PREFIX) && body.length === RANDOM_DIGITS && text.slice(-CHECK_DIGITS) === checksum(body)
}

/** What is stored of a secret with at least 128 bits of chance in it: needs no slow hash. SHA-256 in hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
