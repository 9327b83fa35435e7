import "server-only"
import { randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { Prisma, type PrismaClient } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { currentRequestId } from "#lib/http/current-request.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { redact } from "./redact.ts"
import type { AuditEntry } from "./schema.ts"

export interface AuditThing {
  /** "user", "datasource", "dashboard"… */
  kind: string
  id: string
}

/**
 * Writes down who changed what. Secrets are cut out of `before` and `after` here, so that callers can pass what they have.
 * @param action "user.create", "datasource.update"…
 * @param db the transaction in which the change is made, so that neither is there without the other
 */
export async function audit(
  viewer: Viewer,
  action: string,
  thing: AuditThing,
  change: { before?: unknown; after?: unknown } = {},
  db: Pick<PrismaClient, "auditEntry"> = prisma,
): Promise<void> {
  await db.auditEntry.create({
    data: {
      id: randomUUID(),
      actor: actorOf(viewer),
      action,
      thing: thing.kind,
      thingId: thing.id,
      before: json(change.before),
      after: json(change.after),
      requestId: currentRequestId() ?? null,
    },
  })
}

function json(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === undefined ? Prisma.DbNull : (redact(value) as Prisma.InputJsonValue)
}

function actorOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case "user":
      return `user:${viewer.id}:${viewer.email}`
    case "token":
      return `token:${viewer.id}:${viewer.name}`
    case "share":
      return `share:${viewer.grant.linkId}`
    case "system":
    case "anonymous":
      return viewer.kind
  }
}

/** Newest first; `search` looks into actor, action and thing. @throws AppError forbidden below admin */
export async function listAudit(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<AuditEntry>> {
  authorise(viewer, "audit:read")
  const contains = { contains: search ?? "", mode: "insensitive" as const }
  const rows = await prisma.auditEntry.findMany({
    where: search ? { OR: [{ actor: contains }, { action: contains }, { thing: contains }, { thingId: contains }] } : {},
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  })
  const entries = rows.map((row) => ({ ...row, at: row.at.toISOString(), before: row.before ?? undefined, after: row.after ?? undefined }))
  return pageOf(entries, limit, (entry) => entry.id)
}
