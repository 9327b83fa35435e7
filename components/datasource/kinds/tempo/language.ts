import { LRLanguage } from "@codemirror/language"
import type { Extension } from "@codemirror/state"
import { parser } from "@grafana/lezer-traceql"
import { styleTags, tags } from "@lezer/highlight"
import { builtInCompletion } from "../../built-in-completion.ts"
import { completeByPlace } from "../../complete-place.ts"
import type { Complete } from "../../use-completion.ts"
import { traceqlOptions } from "./options.ts"

const styles = styleTags({
  LineComment: tags.lineComment,
  BlockComment: tags.blockComment,
  String: tags.string,
  "Integer Float Duration": tags.number,
  Static: tags.atom,
  "Identifier IntrinsicField Resource Span Event Instrumentation Link Parent": tags.labelName,
  "Aggregate MetricsOperationBasicType MetricsOperationHistogram MetricsOperationQuantile MetricsOperationCompare MetricsOverTimeType MetricsAggregatorFunctionType":
    tags.function(tags.variableName),
  "With HintIdentifier": tags.modifier,
  "And Or": tags.logicOperator,
  "Pipe FieldOp ComparisonOp ScalarOp Gt Lt Desc Anc ExperimentalOp UnionStructuralOp": tags.operator,
})

/** TraceQL: colours, and completion of attributes, their values and the language's own words. */
export function traceql(complete: Complete): Extension {
  const language = LRLanguage.define({
    name: "traceql",
    parser: parser.configure({ props: [styles] }),
    languageData: { closeBrackets: { brackets: ["(", "{", '"', "`"] }, commentTokens: { line: "//" } },
  })
  return [
    language,
    language.data.of({ autocomplete: completeByPlace((place) => traceqlOptions(place, complete)) }),
    language.data.of({ autocomplete: builtInCompletion }),
  ]
}
