import { parseArgs } from "node:util"
import { migrate, readMigrations } from "#lib/db/migrate.ts"
import { createMigration, missingSql } from "#lib/db/new-migration.ts"
import { env } from "#lib/env.ts"
import { openEmbedded } from "./embedded-database.ts"
import { requireDatabase, requireDatabases } from "./preflight.ts"
import { main, say } from "./say.ts"

const USAGE =
  "npm run migrate                      applies what is pending\nnpm run migrate -- create <name>     writes a migration for what schema.prisma has changed\nnpm run migrate -- check             do the migrations make what schema.prisma says?"

async function apply(): Promise<void> {
  const { databaseUrl, directUrl } = env()
  if (databaseUrl) await requireDatabases({ databaseUrl, directUrl })
  else if (directUrl) await requireDatabase(directUrl, "DIRECT_URL")
  const own = databaseUrl ? undefined : await openEmbedded(env().dataDir)
  try {
    const applied = await migrate({
      url: directUrl ?? databaseUrl ?? own?.url ?? "",
      migrations: await readMigrations(),
      say,
    })
    say(applied.length > 0 ? `${applied.length} migrations applied` : "nothing to apply, the database is up to date")
  } finally {
    await own?.stop()
  }
}

await main(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean" } } })
  const [command = values.check ? "check" : "apply", name] = positionals
  if (command === "apply") return apply()
  if (command === "create" && name) {
    const file = await createMigration(name, new Date())
    return say(file ? `wrote ${file}: read it before you commit it` : "nothing to write, the migrations make what schema.prisma says")
  }
  if (command === "check") {
    const missing = await missingSql()
    if (!missing) return say("the migrations make what schema.prisma says")
    throw new Error(`The migrations lack what schema.prisma says (npm run migrate -- create <name>):\n${missing}`)
  }
  throw new Error(USAGE)
})
