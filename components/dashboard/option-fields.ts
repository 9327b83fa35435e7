import { z } from "zod"

/** A field of a panel kind's options, as the column draws it. `title` and `description` are catalogue keys. */
export interface OptionField {
  name: string
  title: string
  description?: string
  /** A special editor that the kind asks for ("thresholds"). */
  editor?: string
  kind: "switch" | "number" | "choice" | "line" | "lines" | "other"
  choices?: string[]
  min?: number
  max?: number
  whole?: boolean
  nullable: boolean
  default: unknown
}

interface Property {
  type?: string
  anyOf?: Property[]
  enum?: string[]
  title?: string
  description?: string
  editor?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  default?: unknown
}

/** Fields of a kind's options in the order in which they are declared. */
export function optionFields(schema: z.ZodType): OptionField[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as { properties?: Record<string, Property> }
  return Object.entries(properties).map(([name, property]) => {
    const nullable = property.anyOf?.some((one) => one.type === "null") ?? false
    const inner = nullable ? { ...property.anyOf?.find((one) => one.type !== "null"), ...property } : property
    return {
      name,
      title: property.title ?? name,
      description: property.description,
      editor: property.editor,
      kind: kindOf(inner),
      choices: inner.enum,
      min: inner.minimum,
      max: inner.maximum,
      whole: inner.type === "integer",
      nullable,
      default: property.default,
    }
  })
}

function kindOf(property: Property): OptionField["kind"] {
  if (property.enum) return "choice"
  if (property.type === "boolean") return "switch"
  if (property.type === "number" || property.type === "integer") return "number"
  if (property.type === "string") return (property.maxLength ?? 0) > 1000 ? "lines" : "line"
  return "other"
}
