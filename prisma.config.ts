import { defineConfig } from "prisma/config"

// No connection here: only `prisma generate` uses this file. Migrations are applied by lib/db/migrate.ts.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
})
