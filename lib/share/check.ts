import type { ShareGrant, ShareTime, ShareVariable } from "#lib/access/viewer.ts"
import { AppError } from "#lib/http/errors.ts"
import { parseRange, type RangeText } from "#lib/time/range.ts"

export type ShareValue = string | string[]

export interface ShareRequest {
  range: RangeText
  /** As the reader sent them. */
  variables?: Record<string, ShareValue>
  panels?: string[]
}

/**
 * Whether a view-only link may ask this. Pure.
 * @returns the values that the link sets on top of the dashboard's saved ones
 * @throws AppError bad_request for a range or value outside the grant, not_found for a panel outside
 */
export function checkShareRequest(grant: ShareGrant, { range, variables = {}, panels = [] }: ShareRequest, nowMs: number) {
  if (grant.panels && panels.some((id) => !grant.panels?.includes(id)))
    throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  checkRange(grant.time, range, nowMs)
  for (const [name, value] of Object.entries(variables)) {
    if (!isAllowedValue(ownVariable(grant, name), value)) throw refused("shareVariable", { name: name.slice(0, 64) })
  }
  const set = Object.keys(grant.variables).flatMap((name) => {
    const value = valueOf(grant.variables[name], Object.hasOwn(variables, name) ? variables[name] : undefined)
    return value === undefined ? [] : [[name, value] as const]
  })
  return { variables: Object.fromEntries(set) as Record<string, ShareValue> }
}

function checkRange(time: ShareTime, range: RangeText, nowMs: number): void {
  const { fromMs, toMs } = parseRange(range, nowMs)
  const isAsked = (choice: { from: string; to: string }) => choice.from === String(range.from) && choice.to === String(range.to)
  switch (time.mode) {
    case "fixed":
      if (!isAsked(time)) throw refused("shareRange")
      return
    case "choices":
      if (!time.choices.some(isAsked)) throw refused("shareRange")
      return
    case "max":
      if (toMs - fromMs > time.maxMs) throw refused("shareRangeLong", { hours: Math.floor(time.maxMs / 3_600_000) })
  }
}

function ownVariable(grant: ShareGrant, name: string): ShareVariable | undefined {
  return Object.hasOwn(grant.variables, name) ? grant.variables[name] : undefined
}

function isAllowedValue(variable: ShareVariable | undefined, value: ShareValue): boolean {
  switch (variable?.mode) {
    case "fixed":
      return sameValue(variable.value, value)
    case "choices":
      return [value].flat().length > 0 && [value].flat().every((part) => variable.choices.includes(part))
    case "hidden":
    case undefined:
      return false
  }
}

/** Without a saved value of the link the first choice holds: the dashboard's own may not be among the choices. */
function valueOf(variable: ShareVariable | undefined, sent: ShareValue | undefined): ShareValue | undefined {
  if (variable?.mode === "choices") return sent ?? variable.value ?? variable.choices[0]
  return variable?.value
}

function sameValue(a: ShareValue, b: ShareValue): boolean {
  const [left, right] = [[a].flat(), [b].flat()]
  return left.length === right.length && left.every((part, index) => part === right[index])
}

const refused = (key: string, params = {}) => new AppError("bad_request", key, params, { safeForViewer: true })
