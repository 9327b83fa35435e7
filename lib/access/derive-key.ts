import "server-only"
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"
import { env } from "#lib/env.ts"

/** What a derived key is for: one purpose's key says nothing about another's. */
export type Purpose = "session" | "device" | "share-password" | "demo-link"

/** 32 bytes for one purpose, from the secret key by HKDF-SHA256. @throws without BONGSU_SECRET_KEY */
export function deriveKey(purpose: Purpose): Buffer {
  const { secretKey } = env()
  if (!secretKey) throw new Error("BONGSU_SECRET_KEY is not set")
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKey, "base64"), "", `bongsu ${purpose}`, 32))
}

/** HMAC-SHA256 of `text` in base64url. */
export function sign(purpose: Purpose, text: string): string {
  return createHmac("sha256", deriveKey(purpose)).update(text).digest("base64url")
}

/** Whether `signature` is ours for `text`, in constant time. */
export function isSigned(purpose: Purpose, text: string, signature: string): boolean {
  const wanted = Buffer.from(sign(purpose, text))
  const given = Buffer.from(signature)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
