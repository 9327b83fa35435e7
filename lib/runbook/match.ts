import { type Matcher, matches, parseMatchers } from "#lib/notification/matcher.ts"

export interface MatchableRunbook {
  id: string
  title: string
  url?: string
  /** Matcher strings; a runbook without any matches nothing. */
  matchers: string[]
}

/** Every matcher of the list, each of which may itself be a list. @throws {MatcherError} */
export const matchersOf = (texts: string[]): Matcher[] => texts.flatMap((text) => parseMatchers(text))

/** The runbook for an alert: the one with the most matchers among those whose matchers all hold; the first by title of equals. */
export function matchRunbook<T extends MatchableRunbook>(runbooks: T[], labels: Record<string, string>): T | undefined {
  let best: { runbook: T; count: number } | undefined
  for (const runbook of runbooks.toSorted((a, b) => (a.title < b.title ? -1 : 1))) {
    const matchers = readable(runbook.matchers)
    if (matchers.length > 0 && matches(matchers, labels) && (!best || matchers.length > best.count))
      best = { runbook, count: matchers.length }
  }
  return best?.runbook
}

function readable(texts: string[]): Matcher[] {
  try {
    return matchersOf(texts)
  } catch {
    return []
  }
}
