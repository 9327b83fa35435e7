import "server-only"
import { AppError } from "#lib/http/errors.ts"
import type { DatasourceKind } from "./kind.ts"
import { loki } from "./kinds/loki/index.ts"
import { prometheus } from "./kinds/prometheus/index.ts"
import { tempo } from "./kinds/tempo/index.ts"

export const datasourceKinds = [prometheus, loki, tempo] as unknown as readonly DatasourceKind[]

/** @throws {AppError} `bad_request` for a name that no kind has */
export function datasourceKind(name: string): DatasourceKind {
  const kind = datasourceKinds.find((candidate) => candidate.name === name)
  if (!kind) throw new AppError("bad_request", "datasourceUnknownKind", { kind: name.slice(0, 64) }, { safeForViewer: true })
  return kind
}
