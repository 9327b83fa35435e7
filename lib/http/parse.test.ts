import assert from "node:assert/strict"
import { test } from "node:test"
import { z } from "zod"
import { BaseUrl } from "#lib/datasource/schema.ts"
import { NotificationPolicyInput } from "#lib/notification/schema.ts"
import type { AppError } from "./errors.ts"
import { parseInput } from "./parse.ts"

function refused(schema: z.ZodType, value: unknown, language: "en" | "ko", under?: string): Record<string, string> | undefined {
  try {
    parseInput(schema, value, language, under)
  } catch (error) {
    return (error as AppError).fields
  }
  return assert.fail("it was taken")
}

const table: [name: string, schema: z.ZodType, value: unknown, en: string, ko: string][] = [
  ["nothing", z.string(), undefined, "Fill this in.", "값을 입력해 주세요."],
  ["an empty text", z.string().min(1), "", "Fill this in.", "값을 입력해 주세요."],
  ["an empty address", BaseUrl, "", "Fill this in.", "값을 입력해 주세요."],
  ["no choice", z.enum(["a", "b"]), undefined, "Fill this in.", "값을 입력해 주세요."],
  ["another type", z.number(), "1", "This has to be a number.", "숫자 값을 입력해 주세요."],
  ["a fraction", z.int(), 1.5, "This has to be a whole number.", "정수 값을 입력해 주세요."],
  ["a date", z.date(), 1, "This has to be something else.", "다른 형식의 값을 입력해 주세요."],
  ["too short", z.string().min(12), "x", "At least 12 characters.", "12자 이상 입력해 주세요."],
  ["too long", z.string().max(1), "xx", "At most 1 character.", "1자까지만 입력할 수 있어요."],
  ["too few", z.array(z.int()).min(1), [], "At least 1 entry.", "1개 이상 있어야 해요."],
  ["too many", z.array(z.int()).max(2), [1, 2, 3], "At most 2 entries.", "2개까지만 넣을 수 있어요."],
  ["too small", z.number().min(5), 1, "At least 5.", "5 이상이어야 해요."],
  ["not above", z.number().gt(0), 0, "More than 0.", "0보다 커야 해요."],
  ["too big", z.number().max(5000), 5001, "At most 5000.", "5000 이하여야 해요."],
  ["not below", z.number().lt(1), 1, "Less than 1.", "1보다 작아야 해요."],
  [
    "an address",
    BaseUrl,
    "prometheus",
    "This is no address. Write it as https://host/path.",
    "주소가 올바르지 않아요. https://host/path처럼 입력해 주세요.",
  ],
  ["an address with a password", BaseUrl, "http://a:b@c", "This value can't be used.", "쓸 수 없는 값이에요."],
  ["an email address", z.email(), "me", "This is no email address.", "이메일 주소가 올바르지 않아요."],
  [
    "a time",
    z.iso.datetime(),
    "noon",
    "This is no time. Write it as 2026-01-31T09:00:00Z.",
    "시각이 올바르지 않아요. 2026-01-31T09:00:00Z처럼 입력해 주세요.",
  ],
  ["a part", z.string().includes("{BEGIN"), "x", "“{BEGIN” has to be in it.", "“{BEGIN” 문구가 들어 있어야 해요."],
  ["a pattern", z.string().regex(/^[a-z]{1,3}$/), "1", "This has to match /^[a-z]{1,3}$/.", "/^[a-z]{1,3}$/ 형식에 맞아야 해요."],
  ["a choice", z.enum(["a", "b"]), "c", "One of: a, b.", "다음 중 하나여야 해요: a, b."],
  ["no alternative", z.union([z.string(), z.number()]), true, "This value can't be used.", "쓸 수 없는 값이에요."],
]
for (const [name, schema, value, en, ko] of table)
  test(`${name}: in the reader's language`, () => {
    const form = z.object({ field: schema })
    assert.deepEqual(refused(form, { field: value }, "en"), { field: en })
    assert.deepEqual(refused(form, { field: value }, "ko"), { field: ko })
  })

test("an unknown key is its own field, and paths begin where the value stood", () => {
  const schema = z.object({ list: z.array(z.object({ name: z.string() })) })
  assert.deepEqual(refused(schema, { list: [{}], more: 1 }, "ko"), { "list.0.name": "값을 입력해 주세요.", more: "이런 항목은 없어요." })
  assert.deepEqual(refused(schema, { list: [{ name: 1 }] }, "en", "settings"), { "settings.list.0.name": "This has to be text." })
})

test("what a schema says itself is told in the reader's language", () => {
  const policy = { contactPointId: "inbox", routes: [{ matchers: ["?"] }] }
  assert.match(refused(NotificationPolicyInput, policy, "ko")?.["routes.0.matchers.0"] ?? "", /^매처를 읽을 수 없어요/)
  assert.match(refused(NotificationPolicyInput, policy, "en")?.["routes.0.matchers.0"] ?? "", /^This matcher can't be read/)
})
