import type { PanelOptions } from "#components/panel/options.ts"

type Options = Record<string, unknown>

/** The options that another kind of panel understands too. */
export function carryOver(options: Options, next: PanelOptions): Options {
  const understood = Object.entries(next.fields)
    .filter(([name, option]) => Object.hasOwn(options, name) && option.read(options[name]) !== undefined)
    .map(([name]) => [name, options[name]] as const)
  return Object.fromEntries(understood)
}
