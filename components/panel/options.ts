// A dozen small readers instead of a schema library: every first view of a dashboard loads what is here.

/** The value as it may be used; undefined when it is none. */
export type Read<T> = (value: unknown) => T | undefined

/** What the options column shows of an option; catalogue keys. */
interface Words {
  title: string
  description: string
  /** A special editor ("thresholds"). */
  editor?: string
}

/** One option of a panel kind: what a saved value must be, what holds without one, and how the column draws it. */
export interface Option<T> extends Partial<Words> {
  kind: "switch" | "number" | "choice" | "line" | "lines" | "other"
  default: T
  read: Read<T>
  choices?: readonly string[]
  min?: number
  max?: number
  whole?: boolean
  nullable?: boolean
}

/** The options of a panel kind. */
export interface PanelOptions<T = Record<string, unknown>> {
  fields: { [Name in keyof T]: Option<T[Name]> }
  /** Saved options of an older or newer release must not blank a panel: what can't be read falls back to its default. */
  parse(value: unknown): T
}

/** What `parse` of these options gives. */
export type OutputOf<O> = O extends PanelOptions<infer T> ? T : never

/** Options in the order in which the column shows them. */
export function defineOptions<T>(fields: { [Name in keyof T]: Option<T[Name]> }): PanelOptions<T> {
  const parse = (value: unknown) => {
    const given = isRecord(value) ? value : {}
    const read = Object.entries<Option<unknown>>(fields).map(([name, option]) => [name, option.read(given[name]) ?? option.default])
    return Object.fromEntries(read) as T
  }
  return { fields, parse }
}

export function choice<const C extends string>(choices: readonly C[], fallback: NoInfer<C>, words?: Words): Option<C> {
  return { kind: "choice", choices, default: fallback, read: oneOf(choices), ...words }
}

export function flag(fallback: boolean, words?: Words): Option<boolean> {
  return { kind: "switch", default: fallback, read: isFlag, ...words }
}

interface Bounds {
  min?: number
  max?: number
  whole?: boolean
}

export function amount(bounds: Bounds, fallback: number, words?: Words): Option<number> {
  return { kind: "number", ...bounds, default: fallback, read: within(bounds), ...words }
}

/** A number, or null for none. */
export function optionalAmount(bounds: Bounds, words?: Words): Option<number | null> {
  return { kind: "number", ...bounds, nullable: true, default: null, read: orNull(within(bounds)), ...words }
}

/** @param most characters; more than a thousand are typed into a box of several lines. */
export function words(most: number, fallback: string, shown?: Words): Option<string> {
  return { kind: most > 1000 ? "lines" : "line", default: fallback, read: upTo(most), ...shown }
}

/** An option of another shape; it is shown by its `editor`, else not at all. */
export function shaped<T>(read: Read<T>, fallback: T, shown?: Words): Option<T> {
  return { kind: "other", default: fallback, read, ...shown }
}

export const isFlag: Read<boolean> = (value) => (typeof value === "boolean" ? value : undefined)

export function oneOf<const C extends string>(choices: readonly C[]): Read<C> {
  return (value) => choices.find((one) => one === value)
}

export function upTo(most: number): Read<string> {
  return (value) => (typeof value === "string" && value.length <= most ? value : undefined)
}

export function within({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false }: Bounds): Read<number> {
  return (value) =>
    typeof value === "number" && Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))
      ? value
      : undefined
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value))
}

/** All of them or none: half a list would mean something else. */
export function listOf<T>(read: Read<T>, most: number): Read<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined
    const items = value.map(read)
    return items.includes(undefined) ? undefined : (items as T[])
  }
}

export function recordOf<T>(read: Read<T>, mostCharacters: number): Read<Record<string, T>> {
  return (value) => {
    if (!isRecord(value)) return undefined
    const entries = Object.entries(value).map(([key, one]) => [key, read(one)] as const)
    const wrong = entries.some(([key, one]) => one === undefined || key.length > mostCharacters)
    return wrong ? undefined : (Object.fromEntries(entries) as Record<string, T>)
  }
}

type Some<R> = { [Name in keyof R]: R[Name] extends Read<infer T> ? T : never }

/** An object of what must be there and what may. */
export function objectOf<R extends Record<string, Read<unknown>>, O extends Record<string, Read<unknown>>>(
  required: R,
  optional: O,
): Read<Some<R> & Partial<Some<O>>> {
  return (value) => {
    if (!isRecord(value)) return undefined
    const entries = Object.entries({ ...required, ...optional })
      .filter(([name]) => Object.hasOwn(required, name) || value[name] !== undefined)
      .map(([name, read]) => [name, read(value[name])] as const)
    if (entries.some(([, one]) => one === undefined)) return undefined
    return Object.fromEntries(entries) as Some<R> & Partial<Some<O>>
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
