/** The part of JSON Schema that zod writes for settings. */
export interface JsonSchema {
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  format?: string
  /** Ours: stored sealed, shown as `{set: true}`. */
  secret?: boolean
  [key: string]: unknown
}

/** What one property is typed with. */
export type Control =
  | { kind: "text"; secret: boolean; long: boolean; address: boolean }
  | { kind: "number"; whole: boolean; min?: number; max?: number }
  | { kind: "switch"; fallback: boolean }
  | { kind: "choice"; values: string[] }
  | { kind: "texts" }
  | { kind: "pairs"; secret: boolean }
  | { kind: "section"; schema: JsonSchema }
  | { kind: "json" }

export interface FormField {
  name: string
  required: boolean
  /** The schema's own words, where the catalogue has none. */
  title: string
  description?: string
  /** What counts when nothing is given, as text to show. */
  fallback?: string
  control: Control
}

/** The properties of an object schema, in its order. A property with a default is not required. */
export function fieldsOf(schema: JsonSchema): FormField[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: (schema.required?.includes(name) ?? false) && property.default === undefined,
    title: property.title ?? humanised(name),
    description: property.description,
    fallback: typeof property.default === "string" || typeof property.default === "number" ? String(property.default) : undefined,
    control: controlOf(property),
  }))
}

function controlOf(schema: JsonSchema): Control {
  if (schema.enum?.every((value) => typeof value === "string")) return { kind: "choice", values: schema.enum }
  switch (schema.type) {
    case "string":
      return { kind: "text", secret: schema.secret === true, long: schema.format === "textarea", address: schema.format === "uri" }
    case "integer":
    case "number":
      return { kind: "number", whole: schema.type === "integer", min: bound(schema.minimum), max: bound(schema.maximum) }
    case "boolean":
      return { kind: "switch", fallback: schema.default === true }
    case "array":
      return schema.items?.type === "string" ? { kind: "texts" } : { kind: "json" }
    case "object":
      return objectControl(schema)
    default:
      return { kind: "json" }
  }
}

function objectControl(schema: JsonSchema): Control {
  if (schema.properties) return { kind: "section", schema }
  const values = schema.additionalProperties
  return typeof values === "object" && values.type === "string" ? { kind: "pairs", secret: values.secret === true } : { kind: "json" }
}

/** zod writes the safe integers as bounds of every integer; they say nothing. */
function bound(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined
}

/** "basicAuth" → "Basic auth", "apiURL" → "Api URL". */
export function humanised(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .split(" ")
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The value with `name` set; nothing ("", undefined, {} and []) takes the name out, so that the server never sees an empty setting. */
export function withField(value: Record<string, unknown>, name: string, next: unknown): Record<string, unknown> {
  const { [name]: _, ...rest } = value
  return isNothing(next) ? rest : { ...value, [name]: next }
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === "object" && Object.keys(value).length === 0
}

/** A stored secret as the server shows it; it goes back as it is to be kept. */
export const storedSecret = { set: true } as const

export function isStoredSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { set?: unknown }).set === true && Object.keys(value).length === 1
}

/** Errors below `name`, by their path from there. */
export function errorsBelow(errors: Record<string, string>, name: string): Record<string, string> {
  const prefix = `${name}.`
  const below = Object.entries(errors).filter(([path]) => path.startsWith(prefix))
  return Object.fromEntries(below.map(([path, message]) => [path.slice(prefix.length), message]))
}

/** One row of a record while it is typed: names may be empty or the same for a moment. */
export interface PairRow {
  id: number
  name: string
  value: unknown
}

/** Rows without a name or value are not there yet; of two with one name the last counts. */
export function recordOf(rows: PairRow[]): Record<string, unknown> {
  const entries = rows.map((row) => [row.name.trim(), row.value] as const).filter(([name, value]) => name !== "" && !isNothing(value))
  return Object.fromEntries(entries)
}
