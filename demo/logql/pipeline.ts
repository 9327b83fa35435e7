// A query's stages, ready to run.
import { LogqlError, stageError } from "./errors.ts"
import { lineFormat, labelFormat } from "./stages/format.ts"
import type { Entry } from "./stages/entry.ts"
import { jsonParser, unpackParser } from "./stages/json.ts"
import { labelFilter } from "./stages/label-filter.ts"
import { lineFilter } from "./stages/line-filter.ts"
import { logfmtParser } from "./stages/logfmt.ts"
import { patternParser } from "./stages/pattern.ts"
import { dropStage, keepStage } from "./stages/pick.ts"
import { decolorizeStage, regexpParser } from "./stages/regexp.ts"
import type { CompiledStage } from "./stages/stage.ts"
import type { Stage } from "./syntax.ts"

export type Pipeline = readonly CompiledStage[]

function compileStage(stage: Stage): CompiledStage {
  switch (stage.kind) {
    case "lineFilter":
      return lineFilter(stage)
    case "json":
      return jsonParser(stage.expressions)
    case "logfmt":
      return logfmtParser(stage)
    case "pattern":
      return patternParser(stage.text)
    case "regexp":
      return regexpParser(stage.text)
    case "unpack":
      return unpackParser
    case "decolorize":
      return decolorizeStage
    case "labelFilter":
      return labelFilter(stage.filter)
    case "lineFormat":
      return lineFormat(stage.template)
    case "labelFormat":
      return labelFormat(stage.formats)
    case "drop":
      return dropStage(stage.labels)
    case "keep":
      return keepStage(stage.labels)
  }
}

/** @throws {LogqlError} naming the stage that can't be built */
export function compilePipeline(stages: readonly Stage[]): Pipeline {
  return stages.map((stage) => {
    try {
      return compileStage(stage)
    } catch (error) {
      if (error instanceof LogqlError) throw error
      throw stageError(stage.source, error)
    }
  })
}

/** False when a stage drops the line. */
export function runPipeline(pipeline: Pipeline, entry: Entry): boolean {
  for (const stage of pipeline) if (!stage.run(entry)) return false
  return true
}
