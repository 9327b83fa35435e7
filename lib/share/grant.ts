import { z } from "zod"

const Point = z.string().min(1).max(64)
const Value = z.union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)])

/** One hour to ten years. */
const MaxMs = z
  .int()
  .min(60_000)
  .max(10 * 366 * 86_400_000)

/** The range a link shows: always one, one of a list, or any up to a length (`maxMs`). */
export const ShareTimeInput = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("fixed"), from: Point, to: Point }),
  z.strictObject({
    mode: z.literal("choices"),
    choices: z
      .array(z.strictObject({ from: Point, to: Point }))
      .min(1)
      .max(20),
  }),
  z.strictObject({ mode: z.literal("max"), maxMs: MaxMs, from: Point, to: Point }),
])

/** A variable of a link: one value, one of a list, or not shown. */
export const ShareVariableInput = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("fixed"), value: Value }),
  z.strictObject({ mode: z.literal("choices"), choices: z.array(z.string().max(5000)).min(1).max(200), value: Value.optional() }),
  z.strictObject({ mode: z.literal("hidden"), value: Value.optional() }),
])

export const ShareVariablesInput = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/), ShareVariableInput)
