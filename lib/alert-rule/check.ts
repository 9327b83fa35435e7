import "server-only"
import { prisma } from "#lib/db/prisma.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import { AppError } from "#lib/http/errors.ts"
import { DAY, parseDuration, SECOND } from "#lib/time/duration.ts"
import type { AlertRuleDocument } from "./schema.ts"
import { parseTemplate } from "./template.ts"

/**
 * Whether a rule can work at all: its datasource and runbook exist, its expression and templates can be read.
 * @throws {AppError} bad_request naming what is wrong
 */
export async function checkRule(rule: AlertRuleDocument): Promise<void> {
  const everyMs = parseDuration(rule.evaluateEvery)
  if (everyMs < SECOND || everyMs > DAY) throw refusal("ruleIntervalTooShort")
  await checkQuery(rule)
  checkTemplates(rule.labels)
  checkTemplates(rule.annotations)
  if (!rule.runbookId) return
  const runbook = await prisma.runbook.findUnique({ where: { id: rule.runbookId }, select: { id: true } })
  if (!runbook) throw refusal("ruleRunbookMissing", { id: rule.runbookId })
}

async function checkQuery(rule: AlertRuleDocument): Promise<void> {
  const { kind } = await openDatasource(rule.datasourceId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") throw refusal("ruleDatasourceMissing", { id: rule.datasourceId })
    throw error
  })
  const position = kind.queryError(rule.query)
  if (position !== undefined) throw refusal("ruleQueryInvalid", { position: position + 1 })
}

function checkTemplates(texts: Record<string, string>): void {
  for (const [name, text] of Object.entries(texts)) {
    try {
      parseTemplate(text)
    } catch (error) {
      throw refusal("ruleTemplateInvalid", { field: name, reason: error instanceof Error ? error.message : "" })
    }
  }
}

function refusal(key: string, params: Record<string, string | number> = {}): AppError {
  return new AppError("bad_request", key, params, { safeForViewer: true })
}
