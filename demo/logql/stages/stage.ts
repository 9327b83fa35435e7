// What a compiled stage is.
import type { Entry } from "./entry.ts"

export interface CompiledStage {
  /** False drops the line. */
  run(entry: Entry): boolean
  /** Of a filter: what decides, so that a sample of lines can tell whether all others would fare alike. */
  decides?: { on: "line"; hasDigits: boolean } | { on: "labels"; names: string[]; presenceOnly: boolean }
  /** Labels that the stage reads. */
  reads?: string[]
}
