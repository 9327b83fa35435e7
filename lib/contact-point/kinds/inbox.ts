import { z } from "zod"
import { defineContactPoint } from "../kind.ts"

/** Messages stay here and are read on the Inbox page: for a first look, and for those who have no chat. */
export const inbox = defineContactPoint({
  name: "inbox",
  label: "Inbox",
  settings: z.strictObject({}),
  inside: true,
  rateKey: () => "",
  minIntervalMs: 0,
  send: async () => ({ ok: true }),
})
