import type { VariableValue } from "#lib/datasource/kind.ts"
import { AppError } from "#lib/http/errors.ts"
import { durationText, SECOND, tryDuration } from "#lib/time/duration.ts"
import { roundInterval } from "#lib/time/interval.ts"
import type { Variable } from "./schema.ts"

export interface VariableOption {
  value: string
  /** What the reader sees; the value itself when the dashboard's author gave no other. */
  text: string
}
export type QueryVariable = Extract<Variable, { kind: "query" }>

/** What a reader chose: by name, one or several values; "$__all" is All. */
export type Choices = Record<string, string | string[]>

export const ALL = "$__all"
export const AUTO = "auto"
/** An "auto" interval cuts the range into so many parts, none shorter than ten seconds. */
const AUTO_PARTS = 30
const AUTO_LEAST_MS = 10 * SECOND

const USE = /\$(\w+)|\$\{(\w+)(?:[.:][^}]*)?\}|\[\[(\w+)(?::[^\]]*)?\]\]/g

/** Names of the variables that a text uses. */
export function usedVariables(text: string): Set<string> {
  return new Set([...text.matchAll(USE)].map((found) => found[1] ?? found[2] ?? found[3] ?? ""))
}

/**
 * Variables so that each comes after those that its query uses.
 * @throws {AppError} bad_request when they use each other in a circle
 */
export function inOrder(variables: Variable[]): Variable[] {
  const names = new Set(variables.map((variable) => variable.name))
  const waiting = new Map(variables.map((variable) => [variable.name, { variable, needs: needsOf(variable, names) }]))
  const ordered: Variable[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ needs }) => [...needs].every((name) => !waiting.has(name)))
    if (ready.length === 0) {
      throw new AppError("bad_request", "variableCycle", { names: [...waiting.keys()].join(", ") }, { safeForViewer: true })
    }
    for (const { variable } of ready) {
      ordered.push(variable)
      waiting.delete(variable.name)
    }
  }
  return ordered
}

function needsOf(variable: Variable, names: Set<string>): Set<string> {
  if (variable.kind !== "query") return new Set()
  return new Set([...usedVariables(`${variable.query} ${variable.datasourceId}`)].filter((name) => names.has(name)))
}

/** Options of a variable that asks no source. */
export function ownOptions(variable: Variable): VariableOption[] | undefined {
  if (variable.kind === "custom") return variable.options.map(({ value, text }) => ({ value, text: text ?? value }))
  if (variable.kind !== "interval") return undefined
  const values = variable.auto ? [AUTO, ...variable.options] : variable.options
  return values.map((value) => ({ value, text: value }))
}

export function isAll(choice: string | string[] | undefined): boolean {
  return choice === ALL || (Array.isArray(choice) && choice.includes(ALL))
}

/** The reader's choice, else the saved one. A constant can't be chosen. */
export function choiceOf(variable: Variable, choices: Choices): string | string[] | undefined {
  if (variable.kind === "constant") return variable.value
  return Object.hasOwn(choices, variable.name) ? choices[variable.name] : variable.current
}

/** Whether a value can only be told with the options at hand: nothing is chosen, or All, which means each of them. */
export function needsOptions(variable: Variable, choices: Choices): boolean {
  if (variable.kind !== "query" && variable.kind !== "custom") return false
  const choice = choiceOf(variable, choices)
  return isAll(choice) ? variable.allValue === undefined : choice === undefined || choice.length === 0
}

/**
 * What goes into queries for a variable.
 * @param options needed where `needsOptions` says so
 * @throws {AppError} bad_request for an interval that is no duration
 */
export function valueOf(variable: Variable, choices: Choices, options: VariableOption[], rangeMs: number): VariableValue {
  const choice = choiceOf(variable, choices)
  switch (variable.kind) {
    case "constant":
    case "text":
    case "datasource":
      return { value: one(choice), multi: false }
    case "interval":
      return { value: interval(variable, one(choice) || (variable.options[0] ?? AUTO), rangeMs), multi: false }
    case "query":
    case "custom": {
      const multi = variable.multi === true || variable.includeAll === true
      if (isAll(choice)) return { value: options.map((option) => option.value), multi: true, raw: variable.allValue }
      if (choice === undefined || choice.length === 0) return { value: options[0]?.value ?? "", multi }
      return { value: variable.multi ? choice : one(choice), multi }
    }
  }
}

function one(choice: string | string[] | undefined): string {
  return (Array.isArray(choice) ? choice[0] : choice) ?? ""
}

function interval(variable: Variable, chosen: string, rangeMs: number): string {
  if (chosen === AUTO || chosen.startsWith("$__auto")) return durationText(Math.max(roundInterval(rangeMs / AUTO_PARTS), AUTO_LEAST_MS))
  if (tryDuration(chosen) !== undefined) return chosen
  throw new AppError("bad_request", "variableInterval", { name: variable.name, value: chosen.slice(0, 40) }, { safeForViewer: true })
}

/**
 * Holds a reader who may not write queries to what the author offers: options of a custom variable and of an interval.
 * @throws {AppError} bad_request naming the variable
 */
export function checkChoices(variables: Variable[], choices: Choices): void {
  for (const variable of variables) {
    const offered = ownOptions(variable)
    const choice = Object.hasOwn(choices, variable.name) ? choices[variable.name] : undefined
    if (!offered || choice === undefined) continue
    const all = variable.kind === "custom" && variable.includeAll ? [ALL] : []
    const allowed = new Set([...offered.map((option) => option.value), ...all, ...[choiceOf(variable, {}) ?? []].flat()])
    const wrong = [choice].flat().find((value) => !allowed.has(value))
    if (wrong === undefined) continue
    throw new AppError("bad_request", "variableChoice", { name: variable.name, value: wrong.slice(0, 100) }, { safeForViewer: true })
  }
}
