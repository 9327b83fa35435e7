import { LRLanguage } from "@codemirror/language"
import type { Extension } from "@codemirror/state"
import { parser } from "@grafana/lezer-logql"
import { styleTags, tags } from "@lezer/highlight"
import { builtInCompletion } from "../../built-in-completion.ts"
import { completeByPlace } from "../../complete-place.ts"
import type { Complete } from "../../use-completion.ts"
import { logqlOptions } from "./options.ts"

const styles = styleTags({
  LineComment: tags.lineComment,
  String: tags.string,
  "Number Bytes Duration": tags.number,
  "Identifier LabelName": tags.labelName,
  "Sum Avg Count Max Min Stddev Stdvar Bottomk Topk Sort Sort_Desc LabelReplace Vector": tags.function(tags.variableName),
  "CountOverTime Rate RateCounter BytesOverTime BytesRate AvgOverTime SumOverTime MinOverTime MaxOverTime StddevOverTime StdvarOverTime QuantileOverTime FirstOverTime LastOverTime AbsentOverTime":
    tags.function(tags.variableName),
  "BytesConv DurationConv DurationSecondsConv Ip": tags.function(tags.variableName),
  "Json Logfmt Unpack Pattern Regexp Unwrap LabelFormat LineFormat Decolorize Drop Keep ParserFlag": tags.keyword,
  "By Without On Ignoring GroupLeft GroupRight Bool Offset": tags.modifier,
  "And Or Unless": tags.logicOperator,
  "Pipe PipeExact PipeMatch PipePattern Npa Eq Neq Re Nre Gtr Gte Lss Lte Eql Add Sub Mul Div Mod Pow": tags.operator,
})

/** LogQL: colours, and completion of labels, values, fields and the language's own words. */
export function logql(complete: Complete): Extension {
  const language = LRLanguage.define({
    name: "logql",
    parser: parser.configure({ props: [styles] }),
    languageData: { closeBrackets: { brackets: ["(", "[", "{", '"', "`"] }, commentTokens: { line: "#" } },
  })
  return [
    language,
    language.data.of({ autocomplete: completeByPlace((place) => logqlOptions(place, complete)) }),
    language.data.of({ autocomplete: builtInCompletion }),
  ]
}
