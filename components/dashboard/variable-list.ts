import type { Variable } from "#lib/dashboard/schema.ts"

/** The kinds of variables that can be made, the most used first. */
export const variableKinds: Variable["kind"][] = ["query", "custom", "interval", "text", "datasource", "constant"]

/** The same name and label as another kind, with the least that the new kind needs. */
export function changeKind({ name, label, description, hide }: Variable, kind: Variable["kind"]): Variable {
  const common = { name, label, description, hide }
  switch (kind) {
    case "query":
      return { kind, ...common, datasourceId: "", query: "" }
    case "custom":
      return { kind, ...common, options: [] }
    case "interval":
      return { kind, ...common, options: ["1m", "5m", "15m", "1h"] }
    case "text":
      return { kind, ...common }
    case "datasource":
      return { kind, ...common, datasourceKind: "" }
    case "constant":
      return { kind, ...common, value: "" }
  }
}

/** A new one with a name that none has. */
export function newVariable(variables: Variable[]): Variable {
  const taken = new Set(variables.map((variable) => variable.name))
  let count = variables.length + 1
  while (taken.has(`variable${count}`)) count += 1
  return { kind: "query", name: `variable${count}`, datasourceId: "", query: "", sort: "alphabetical", refresh: "load" }
}

export function swap<T>(list: T[], a: number, b: number): T[] {
  const [x, y] = [list[a], list[b]]
  return x === undefined || y === undefined ? list : list.with(a, y).with(b, x)
}

/** "prod, staging : Staging" as options: a comma between them, a text of its own behind " : ". */
export function readOptions(text: string): { value: string; text?: string }[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [value = "", shown] = part.split(" : ").map((one) => one.trim())
      return shown ? { value, text: shown } : { value }
    })
}

export function writeOptions(options: { value: string; text?: string }[]): string {
  return options.map(({ value, text }) => (text && text !== value ? `${value} : ${text}` : value)).join(", ")
}
