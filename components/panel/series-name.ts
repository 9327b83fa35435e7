import type { Frame, Labels } from "#lib/frame/frame.ts"

/**
 * A name a frame, unique among them. The query's own legend wins; otherwise what tells the series apart: one label's value, or
 * `{a="x", b="y"}` of the labels that differ; a lone series is written out whole. Two of the same name get a number.
 */
export function seriesNames(frames: readonly Frame[]): string[] {
  const derived = frames.filter((frame) => !frame.name)
  const differing = differingLabels(derived.map((frame) => frame.labels))
  return numbered(frames.map((frame) => frame.name || derivedName(frame, differing, derived.length)))
}

/** Label names whose value is not the same everywhere, the metric's name first. */
export function differingLabels(all: readonly Labels[]): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].toSorted()
  return names.filter((name) => all.some((labels) => labels[name] !== all[0]?.[name]))
}

/** `metric{a="x", b="y"}`, labels in order; "" without any. */
export function selectorText(labels: Labels, only?: readonly string[]): string {
  const names = only ?? Object.keys(labels).toSorted()
  const pairs = names
    .filter((name) => name !== "__name__" && labels[name] !== undefined)
    .map((name) => `${name}=${JSON.stringify(labels[name])}`)
  const metric = names.includes("__name__") ? (labels.__name__ ?? "") : ""
  return pairs.length > 0 ? `${metric}{${pairs.join(", ")}}` : metric
}

function derivedName(frame: Frame, differing: string[], siblings: number): string {
  const only = siblings > 1 && differing.length > 0 ? differing : undefined
  const single = only?.length === 1 ? frame.labels[only[0]!] : undefined
  return single || selectorText(frame.labels, only) || selectorText(frame.labels) || frame.ref || "value"
}

function numbered(names: string[]): string[] {
  const seen = new Map<string, number>()
  const taken = new Set(names)
  return names.map((name) => {
    let count = (seen.get(name) ?? 0) + 1
    if (count === 1) {
      seen.set(name, 1)
      return name
    }
    while (taken.has(`${name} ${count}`)) count++
    seen.set(name, count)
    taken.add(`${name} ${count}`)
    return `${name} ${count}`
  })
}
