// Whom and what a request is about: drawn from its seed, so that its lines and its spans agree.
import { hash, unit } from "#demo/world/hash.ts"

const pick = <T>(from: readonly T[], seed: number, salt: number): T => from[Math.floor(unit(seed, salt) * from.length)]!

const CITIES = ["seoul", "busan", "incheon", "daejeon", "jeju"] as const
const PRODUCTS = ["ride-pass", "helmet", "gloves", "ticket", "lamp"] as const
/** What people type into a search: plain words, Korean, and what log viewers stumble over. */
const SEARCHES = [
  "helmet",
  "자전거",
  "따릉이 헬멧",
  "gloves XL",
  "lamp",
  "scooter lock",
  "한강 콘서트",
  "bell",
  '"exact phrase"',
  "O'Reilly",
  "<script>alert(1)</script>",
  "50% off & more",
  "\u001b[31mred\u001b[0m",
  "Robert'); DROP TABLE listings;--",
  "café crème ☕",
  "../../etc/passwd",
] as const
const AGENTS = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 16; SM-S931N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
  "ShopApp/5.12.0 (Android 16; ko-KR)",
  "ShopApp/5.12.1 (iOS 19.1; ko-KR)",
] as const

export const userOf = (seed: number): string => `u-${1000 + Math.floor(unit(seed, 11) ** 2 * 9000)}`
export const scooterOf = (seed: number): string => `SC-${String(100 + Math.floor(unit(seed, 12) * 900))}`
export const orderOf = (seed: number): string => `ord-${hash(seed, 13).toString(36).padStart(7, "0")}`
export const rentalOf = (seed: number): string => `rnt-${hash(seed, 14).toString(36).padStart(7, "0")}`
export const listingOf = (seed: number): number => 10_000 + Math.floor(unit(seed, 15) * 4000)
export const eventOf = (seed: number): string => `evt-${200 + Math.floor(unit(seed, 16) * 40)}`
export const formOf = (seed: number): string => `app-${50_000 + Math.floor(unit(seed, 17) * 9999)}`
export const cityOf = (seed: number): string => pick(CITIES, seed, 18)
export const productOf = (seed: number): string => pick(PRODUCTS, seed, 19)
export const searchOf = (seed: number): string => pick(SEARCHES, seed, 20)
export const agentOf = (seed: number): string => pick(AGENTS, seed, 21)
/** In won. */
export const amountOf = (seed: number): number => 1000 * (1 + Math.floor(unit(seed, 22) ** 2 * 90))
export const addressOf = (seed: number): string => `203.0.113.${1 + Math.floor(unit(seed, 23) * 250)}`
/** A whole number below `below`, another one for each `salt`. */
export const numberOf = (seed: number, salt: number, below: number): number => Math.floor(unit(seed, salt) * below)
