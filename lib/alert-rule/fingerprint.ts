import { createHash } from "node:crypto"

/** A stable key of a label set, whatever the order of its labels; an empty value counts as absent. 22 URL-safe characters. */
export function fingerprint(labels: Record<string, string>): string {
  const hash = createHash("sha256")
  for (const name of Object.keys(labels).toSorted()) if (labels[name]) hash.update(`${name}\u0000${labels[name]}\u0001`)
  return hash.digest("base64url").slice(0, 22)
}

/** The id of a rule's instance: the same after it went away and came back. */
export function instanceId(ruleId: string, print: string): string {
  return createHash("sha256").update(`${ruleId}\u0000${print}`).digest("base64url").slice(0, 22).replace(/^-/, "_")
}
