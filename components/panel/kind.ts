import type { ComponentType } from "react"
import { lateView } from "#components/ui/late-view.tsx"
import type { Frame, FrameShape } from "#lib/frame/frame.ts"
import type { PanelOptions } from "./options.ts"
import { PictureSkeleton } from "./picture-skeleton.tsx"

/** What a panel may know of its surroundings. */
export interface PanelEnvironment {
  range: { fromMs: number; toMs: number }
  /** IANA zone of the view. */
  timezone: string
  locale: "en" | "ko"
  colorScheme: "dark" | "light"
  stepMs: number
}

/** What a view may do; each is absent where it is not allowed (a view-only link, the phone). */
export interface PanelActions {
  /** Zoom: the range was dragged out on the chart. */
  selectRange?: (fromMs: number, toMs: number) => void
  /** Opens a trace; the datasource is the panel's. */
  openTrace?: (traceId: string, spanId?: string) => void
  setOptions?: (options: Record<string, unknown>) => void
}

export interface PanelViewProps<Prepared> {
  prepared: Prepared
  environment: PanelEnvironment
  actions: PanelActions
  panelId: string
  /** Pixels inside the panel's chrome. */
  width: number
  height: number
}

export interface Definition<Name extends string, Options, Prepared> {
  name: Name
  options: PanelOptions<Options>
  /** Shapes that it can draw, the natural one first. */
  shapes: FrameShape[]
  /** It is the picture that these frames ask for, whatever else could draw their shape. */
  suits?(frames: Frame[]): boolean
  /** Grid cells of a new panel. */
  size: { w: number; h: number }
  /** Shows, with these options, the first rows of an answer before the rest is there. */
  begins?(options: Options): boolean
  /** Has no query at all (text). */
  queryless?: boolean
  /** Pure: decides all that is drawn, words and numbers included. */
  prepare(frames: Frame[], options: Options, environment: PanelEnvironment): Prepared
  /** Fetches the code of the view, while its data is on the way. */
  load(): Promise<ComponentType<PanelViewProps<Prepared>>>
}

/** The function closes over the kind's own types; the list is typed by names, no dispatch casts. */
export function definePanel<const Name extends string, Options, Prepared>(kind: Definition<Name, Options, Prepared>) {
  const { View, preload } = lateView(() => kind.load(), PictureSkeleton)
  return {
    name: kind.name,
    options: kind.options as unknown as PanelOptions,
    shapes: kind.shapes,
    size: kind.size,
    suits: (frames: Frame[]) => kind.suits?.(frames) ?? false,
    begins: (options: unknown) => kind.begins?.(kind.options.parse(options)) ?? false,
    queryless: kind.queryless ?? false,
    prepare: (frames: Frame[], options: unknown, environment: PanelEnvironment): unknown =>
      kind.prepare(frames, kind.options.parse(options), environment),
    View: View as ComponentType<PanelViewProps<unknown>>,
    preload,
  }
}

export type PanelKind = ReturnType<typeof definePanel<string, unknown, unknown>>
