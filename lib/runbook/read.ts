import "server-only"
import type { Transaction } from "#lib/db/pool.ts"
import type { MatchableRunbook } from "./match.ts"

/** All runbooks, for matching; there are few. */
export async function readRunbooks(client: Pick<Transaction, "query">): Promise<MatchableRunbook[]> {
  const { rows } = await client.query<MatchableRunbook & { url: string | null }>("select id, title, url, matchers from runbook")
  return rows.map((row) => ({ ...row, url: row.url ?? undefined }))
}
