// `| line_format` and `| label_format`.
import type { LabelFormat } from "#demo/logql/syntax.ts"
import { compileTemplate, type Template } from "#demo/logql/template/template.ts"
import type { Entry } from "./entry.ts"
import type { CompiledStage } from "./stage.ts"

const TEMPLATE_ERROR = "TemplateFormatErr"

function rendered(template: Template, entry: Entry): string | undefined {
  try {
    return template.render({ get: (name) => entry.get(name) ?? "", line: entry.line, timeNs: entry.timeNs })
  } catch (error) {
    entry.fail(TEMPLATE_ERROR, error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** @throws when the template is none or asks for an unknown function */
export function lineFormat(text: string): CompiledStage {
  const template = reworded(text, (words) => `invalid line template: ${words}`)
  return {
    run: (entry) => {
      entry.line = rendered(template, entry) ?? entry.line
      return true
    },
    reads: template.labels,
  }
}

function reworded(text: string, words: (cause: string) => string): Template {
  try {
    return compileTemplate(text)
  } catch (error) {
    throw new Error(words(error instanceof Error ? error.message : String(error)), { cause: error })
  }
}

/** @throws when a template is none or asks for an unknown function, or when a label is set twice */
export function labelFormat(formats: LabelFormat[]): CompiledStage {
  const seen = new Set<string>()
  const steps = formats.map(({ label, from }) => {
    if (seen.has(label)) throw new Error(`multiple label name '${label}' not allowed in a single format operation`)
    seen.add(label)
    if ("rename" in from) return { label, rename: from.rename }
    return { label, template: reworded(from.template, (words) => `invalid template for label '${label}': ${words}`) }
  })
  return {
    run: (entry) => {
      for (const step of steps) {
        if (step.template) entry.set(step.label, rendered(step.template, entry) ?? "")
        else {
          const value = entry.get(step.rename)
          if (value === undefined) continue
          entry.set(step.label, value)
          entry.remove(step.rename)
        }
      }
      return true
    },
    reads: steps.flatMap((step) => (step.template ? step.template.labels : [step.rename])),
  }
}
