/**
 * Names that are hidden after a click in a legend. A plain click shows that one alone, a second one everything again;
 * with a modifier the one is toggled. Hiding the last one shows everything.
 */
export function isolateOrToggle(names: readonly string[], hidden: ReadonlySet<string>, name: string, toggle: boolean): ReadonlySet<string> {
  if (toggle) {
    const next = new Set(hidden)
    if (!next.delete(name)) next.add(name)
    return names.every((one) => next.has(one)) ? new Set() : next
  }
  const alone = !hidden.has(name) && names.every((one) => one === name || hidden.has(one))
  return alone ? new Set() : new Set(names.filter((one) => one !== name))
}
