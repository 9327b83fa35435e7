import type { z } from "zod"

type Options = Record<string, unknown>

/** The options that another kind of panel understands too: each is kept if the new schema takes it and gives it back. */
export function carryOver(options: Options, schema: z.ZodType): Options {
  let kept: Options = {}
  for (const [key, value] of Object.entries(options)) {
    const candidate = { ...kept, [key]: value }
    const parsed = schema.safeParse(candidate)
    if (parsed.success && Object.hasOwn(Object(parsed.data), key)) kept = candidate
  }
  return kept
}
