import "server-only"
import { AppError } from "#lib/http/errors.ts"
import type { ContactPointKind } from "./kind.ts"
import { inbox } from "./kinds/inbox.ts"
import { slack } from "./kinds/slack.ts"
import { telegram } from "./kinds/telegram.ts"

export const contactPointKinds: ContactPointKind[] = [telegram, slack, inbox]

/** @throws {AppError} bad_request for a name that is no kind */
export function contactPointKind(name: string): ContactPointKind {
  const kind = contactPointKinds.find((one) => one.name === name)
  if (!kind) throw new AppError("bad_request", "contactPointKindUnknown", { kind: name }, { fields: { kind: name }, safeForViewer: true })
  return kind
}
