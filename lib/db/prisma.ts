import "server-only"
import { PrismaPg } from "@prisma/adapter-pg"
import { env } from "#lib/env.ts"
import { PrismaClient } from "./generated/client.ts"
import { lazy } from "./lazy.ts"
import { connectionConfig } from "./pool.ts"

/** The one Prisma client of the process: for documents and settings. Leases, the outbox and bulk writes use `pool.ts`. */
export const prisma: PrismaClient = lazy("prisma", () => {
  const adapter = new PrismaPg(connectionConfig(env(), "prisma", env().prismaPoolSize))
  return new PrismaClient({ adapter })
})
