import type { z } from "zod"
import type { Translate } from "#lib/language/translate.ts"

type Issue = z.core.$ZodRawIssue

/** What is wrong with one field, for the person who filled it in. */
export function fieldWords(issue: Issue, translate: Translate): string {
  const say = (key: string, params?: Record<string, string | number>) => translate(`errors.field.${key}`, params)
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.input === null ? say("required") : say("type", { expected: issue.expected })
    case "too_small":
      return say(...tooSmall(issue))
    case "too_big":
      return say(...tooBig(issue))
    case "invalid_format":
      return issue.input === "" ? say("required") : say(...wrongFormat(issue))
    case "invalid_value":
      return issue.input === undefined ? say("required") : say("choice", { options: issue.values.map(String).join(", ") })
    case "unrecognized_keys":
      return say("unknown")
    default:
      return say("other")
  }
}

type Said = [key: string, params?: Record<string, string | number>]
const LISTS = new Set(["array", "set", "map", "object", "record"])

function tooSmall({ origin, minimum, inclusive = true }: Pick<z.core.$ZodIssueTooSmall, "origin" | "minimum" | "inclusive">): Said {
  const min = Number(minimum)
  if (origin === "string") return min === 1 ? ["required"] : ["tooShort", { min }]
  if (LISTS.has(origin)) return ["tooFew", { min }]
  return [inclusive ? "tooSmall" : "notAbove", { min }]
}

function tooBig({ origin, maximum, inclusive = true }: Pick<z.core.$ZodIssueTooBig, "origin" | "maximum" | "inclusive">): Said {
  const max = Number(maximum)
  if (origin === "string") return ["tooLong", { max }]
  if (LISTS.has(origin)) return ["tooMany", { max }]
  return [inclusive ? "tooBig" : "notBelow", { max }]
}

function wrongFormat({ format, pattern, includes }: { format: string; pattern?: string; includes?: unknown }): Said {
  if (format === "url" || format === "email" || format === "datetime") return [format]
  if (format === "includes") return ["includes", { text: String(includes) }]
  return pattern === undefined ? ["other"] : ["pattern", { pattern }]
}
