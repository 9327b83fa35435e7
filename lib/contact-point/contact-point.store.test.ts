import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { ContactPointInput } from "./schema.ts"
import { createContactPoint, updateContactPoint } from "./store.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const system: Viewer = { kind: "system" }

test("what its kind refuses is told at the form's field, in the reader's language", async () => {
  const settings = { botToken: "1:secret", chatId: "" }
  const input = ContactPointInput.parse({ id: "chat", name: "Chat", kind: "telegram", settings })
  await assert.rejects(createContactPoint(system, input, "ko"), {
    code: "bad_request",
    fields: { "settings.chatId": "값을 입력해 주세요." },
  })
  await createContactPoint(system, { ...input, settings: { ...settings, chatId: "-1" } })
  await assert.rejects(updateContactPoint(system, "chat", { settings: { ...settings, more: 1 } }, "en"), {
    fields: { "settings.chatId": "Fill this in.", "settings.more": "There is no such field." },
  })
})
