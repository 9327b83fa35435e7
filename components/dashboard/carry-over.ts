import type { PanelOptions } from "#components/panel/options.ts"

type Options = Record<string, unknown>

/** The options that another kind of panel understands too. */
export function carryOver(options: Options, next: PanelOptions): Options {
  const understood = ([name, value]: [string, unknown]) => Object.hasOwn(next.fields, name) && next.fields[name]?.read(value) !== undefined
  return Object.fromEntries(Object.entries(options).filter(understood))
}
