import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import type { CompleteRequest, Completion } from "./kind.ts"
import type { DatasourceTestAnswer, DatasourceTrial } from "./schema.ts"
import { openDatasource, trialDatasource, type OpenDatasource } from "./store.ts"

interface Asked {
  language: Language
  requestId: string
  signal: AbortSignal
}

const TEST_TIMEOUT_MS = 10_000

/** Asks a saved datasource how it is; a failure is an answer, too. */
export async function testDatasource(viewer: Viewer, id: string, asked: Asked): Promise<DatasourceTestAnswer> {
  authorise(viewer, "datasource:write")
  return test(viewer, await openDatasource(id), asked)
}

/** The same with settings that are not saved yet. */
export async function testTrial(viewer: Viewer, trial: DatasourceTrial, asked: Asked): Promise<DatasourceTestAnswer> {
  return test(viewer, await trialDatasource(viewer, trial, asked.language), asked)
}

async function test(
  viewer: Viewer,
  { kind, settings }: Pick<OpenDatasource, "kind" | "settings">,
  asked: Asked,
): Promise<DatasourceTestAnswer> {
  const timeoutMs = Math.min(settings.timeoutMs ?? TEST_TIMEOUT_MS, TEST_TIMEOUT_MS)
  const upstream = createUpstream({ ...settings, timeoutMs }, { signal: asked.signal, kind: kind.name })
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  try {
    const { ok, message, version } = await kind.test(settings, { upstream, signal: asked.signal })
    const say = translator(asked.language)
    const words =
      message ||
      (version ? say("datasource.testedVersion", { product: kind.label, version }) : say("datasource.tested", { product: kind.label }))
    return { ok, message: words, ...(version === undefined ? {} : { version }), latencyMs: elapsed() }
  } catch (error) {
    asked.signal.throwIfAborted()
    return {
      ok: false,
      message: errorBodyOf(error, { viewer, language: asked.language, requestId: asked.requestId }).message,
      latencyMs: elapsed(),
    }
  }
}

/** What an editor offers while somebody types. @throws {AppError} what the source answered */
export async function completeDatasource(
  viewer: Viewer,
  id: string,
  request: CompleteRequest,
  signal: AbortSignal,
): Promise<{ items: Completion[] }> {
  authorise(viewer, "datasource:explore")
  const { kind, settings } = await openDatasource(id)
  return { items: await kind.complete(settings, request, { upstream: createUpstream(settings, { signal, kind: kind.name }), signal }) }
}
