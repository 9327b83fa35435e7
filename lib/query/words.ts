import type { Frame } from "#lib/frame/frame.ts"
import { encodeFrame, encodeFrames, type Piece } from "#lib/frame/wire.ts"
import type { Translate } from "#lib/language/translate.ts"
import type { Cut } from "./limits.ts"
import type { ExploreAnswer, PanelLine } from "./schema.ts"

/** "1,000 of 5,000 series are shown." — undefined when nothing was cut. */
export function cutSentence(cuts: Cut[], translate: Translate): string | undefined {
  if (cuts.length === 0) return undefined
  return cuts.map(({ what, kept, total }) => translate(`query.cut.${what}`, { kept, total })).join(" ")
}

/** One NDJSON line in pieces, so that a large panel holds nobody up. `sharedTimes` as in `encodeFrames`. */
export function* encodeLine(line: PanelLine, sharedTimes = false): Generator<Piece> {
  if ("error" in line) yield `${JSON.stringify(line)}\n`
  else {
    yield `{"panelId":${JSON.stringify(line.panelId)},${line.more ? '"more":true,' : ""}`
    yield* encodeAnswer(line, sharedTimes)
    yield "}\n"
  }
}

/** Frames, notices and meta of an answer, without the braces around them. */
export function* encodeAnswer({ frames, notices, meta }: ExploreAnswer, sharedTimes = false): Generator<Piece> {
  yield '"frames":'
  yield* encodeFrames(frames, sharedTimes)
  yield `,"notices":${JSON.stringify(notices)},"meta":${JSON.stringify(meta)}`
}

/** The answer to a free query as one JSON document, in pieces. */
export function* encodeExplore(answer: ExploreAnswer): Generator<Piece> {
  yield "{"
  yield* encodeAnswer(answer)
  yield "}\n"
}

/** `{frame}` in pieces. */
export function* encodeTrace(frame: Frame): Generator<Piece> {
  yield '{"frame":'
  yield* encodeFrame(frame)
  yield "}\n"
}
