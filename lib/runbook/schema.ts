import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"

export const RunbookInput = z.strictObject({
  id: Id.optional(),
  title: z.string().trim().min(1).max(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  markdown: z.string().max(200_000).optional(),
  /** "service=\"checkout\"": all of them have to match. */
  matchers: z.array(z.string().min(1).max(1000)).max(50).default([]),
  owner: z.string().max(200).optional(),
})
export type RunbookInput = z.output<typeof RunbookInput>

export const Runbook = RunbookInput.extend({
  id: z.string(),
  /** Rules that name this runbook. */
  rules: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Runbook = z.output<typeof Runbook>
