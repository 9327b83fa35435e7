// Trace ids that can be read back: where a trace stands in the schedule, scrambled so that the ids look drawn by lot.

/** What an id says: the n-th trace of a source. */
export interface Place {
  source: number
  n: number
}

export interface TraceIds {
  /** 32 hex digits. */
  idOf: (place: Place) => string
  /** Undefined for an id that `idOf` never gave: half of the 128 bits are a seal. */
  placeOf: (traceId: string) => Place | undefined
}

const ROUNDS = 16
const SEAL = [0x62_6f_6e_67, 0x73_75_2d_31] as const

function mix(word: number, key: number): number {
  let h = Math.imul(word ^ key, 0x85_eb_ca_6b)
  h = Math.imul(h ^ (h >>> 15), 0xc2_b2_ae_35)
  return h ^ (h >>> 13)
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/** The 8 hex digits of a 32-bit word. */
export const hexOfWord = (word: number): string =>
  BYTES[word >>> 24]! + BYTES[(word >>> 16) & 255]! + BYTES[(word >>> 8) & 255]! + BYTES[word & 255]!

/** A permutation of 128-bit numbers, chosen by the seed: a Feistel network over four words. */
export function traceIds(seed: number): TraceIds {
  const keys = Array.from({ length: ROUNDS }, (_, round) => mix(mix(seed, 0x9e_37_79_b9 + round), round * 0x51_7c_c1_b7))
  const words = new Int32Array(4)
  return {
    idOf({ source, n }) {
      words[0] = source
      words[1] = n
      words[2] = SEAL[0]
      words[3] = SEAL[1]
      for (let round = 0; round < ROUNDS; round++) words[(round + 1) & 3]! ^= mix(words[round & 3]!, keys[round]!)
      return words.reduce((text, word) => text + hexOfWord(word), "")
    },
    placeOf(traceId) {
      if (!/^[0-9a-f]{32}$/.test(traceId)) return undefined
      for (let word = 0; word < 4; word++) words[word] = Number.parseInt(traceId.slice(word * 8, word * 8 + 8), 16)
      for (let round = ROUNDS - 1; round >= 0; round--) words[(round + 1) & 3]! ^= mix(words[round & 3]!, keys[round]!)
      return words[2] === SEAL[0] && words[3] === SEAL[1] ? { source: words[0]!, n: words[1]! } : undefined
    },
  }
}
