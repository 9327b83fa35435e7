export type Scheme = "dark" | "light"

/** Panel surfaces that the lines are drawn on. */
const ground: Record<Scheme, string> = { dark: "#151A21", light: "#FFFFFF" }

/** Twelve hues, tuned a surface: each ≥ 3:1 on it, and pairs apart for the common colour blindnesses (colours.test.ts simulates them). */
const hues: Record<Scheme, string[]> = {
  dark: [
    "#4C7DF0",
    "#B7620A",
    "#35CEDF",
    "#A04CC4",
    "#E4CC0B",
    "#5FA8F5",
    "#8470A9",
    "#89C47D",
    "#E98600",
    "#F48FBE",
    "#76869A",
    "#108A5E",
  ],
  light: [
    "#3D45EE",
    "#E8590C",
    "#0394C4",
    "#AA40AA",
    "#715611",
    "#7D6AE7",
    "#6917A3",
    "#15993F",
    "#76202F",
    "#CB7E89",
    "#3D4E6F",
    "#0A7766",
  ],
}

export const hueCount = 12
/** The hues, then a lighter and a darker step of each. */
const slotCount = hueCount * 3

const palettes: Record<Scheme, string[]> = { dark: paletteOf("dark"), light: paletteOf("light") }

/** Colour of a slot (any non-negative integer) in hex. */
export function slotColour(slot: number, scheme: Scheme): string {
  return palettes[scheme][slot % slotCount] ?? "#8B95A3"
}

/**
 * A slot a name, in the order of `names`. A name keeps its slot in every chart (FNV-1a of the name); where two meet,
 * the later one in the alphabet moves on, so that the order of the answer changes nothing.
 */
export function colourSlots(names: readonly string[]): number[] {
  const slotOf = new Map<string, number>()
  const taken = new Set<number>()
  for (const name of [...new Set(names)].toSorted()) {
    const wanted = hash(name) % hueCount
    const slot = taken.size < slotCount ? freeSlot(wanted, taken) : hash(name) % slotCount
    taken.add(slot)
    slotOf.set(name, slot)
  }
  return names.map((name) => slotOf.get(name) ?? 0)
}

const red: Record<Scheme, string> = { dark: "#E5484D", light: "#D13438" }
const amber: Record<Scheme, string> = { dark: "#F5A623", light: "#B7791F" }
const blue: Record<Scheme, string> = { dark: "#4C7DF0", light: "#2C5BD0" }
const grey: Record<Scheme, string> = { dark: "#76869A", light: "#5F6B7A" }
/** Levels of log lines mean a colour to everybody. */
const levels = new Map(
  Object.entries({ critical: red, fatal: red, error: red, warn: amber, warning: amber, info: blue, debug: grey, trace: grey }),
)

/** Colours of names that stand in one chart. */
export function seriesColours(names: readonly string[], scheme: Scheme): string[] {
  return colourSlots(names).map((slot, index) => levels.get(names[index]!.toLowerCase())?.[scheme] ?? slotColour(slot, scheme))
}

/** WCAG contrast of two hex colours, 1–21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function freeSlot(wanted: number, taken: Set<number>): number {
  for (let round = 0; round < slotCount / hueCount; round++) {
    for (let move = 0; move < hueCount; move++) {
      // Steps of five visit every hue and land far from the neighbour that is taken.
      const slot = round * hueCount + ((wanted + move * 5) % hueCount)
      if (!taken.has(slot)) return slot
    }
  }
  return wanted
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193)
  }
  // The low bits of FNV-1a alone are weak for names that differ in the last letter.
  value ^= value >>> 15
  return value >>> 0
}

function paletteOf(scheme: Scheme): string[] {
  const base = hues[scheme]
  return [base, base.map((hue) => mix(hue, "#FFFFFF", 0.4)), base.map((hue) => mix(hue, "#000000", 0.35))]
    .flat()
    .map((colour) => readable(colour, scheme))
}

function readable(colour: string, scheme: Scheme): string {
  const towards = scheme === "dark" ? "#FFFFFF" : "#000000"
  let result = colour
  for (let turn = 0; turn < 20 && contrast(result, ground[scheme]) < 3; turn++) result = mix(result, towards, 0.08)
  return result
}

function mix(a: string, b: string, share: number): string {
  const from = channels(a)
  const to = channels(b)
  return `#${from.map((value, index) => hex(value + ((to[index] ?? 0) - value) * share)).join("")}`
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, "0").toUpperCase()
}

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16)) as [number, number, number]
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(linear) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** sRGB 0–255 to linear light 0–1. */
export function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
