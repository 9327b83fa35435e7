// topk and bottomk: the series themselves, where they are among the first.
import type { Column } from "../columns.ts"
import { cannot } from "../errors.ts"
import type { Group } from "./groups.ts"

type Order = (a: number, b: number) => number

const number = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
const isNaNLast = (a: number, b: number) => Number(Number.isNaN(a)) - Number(Number.isNaN(b))
const ORDERS: Record<"topk" | "bottomk", Order> = {
  topk: (a, b) => isNaNLast(a, b) || number(b, a),
  bottomk: (a, b) => isNaNLast(a, b) || number(a, b),
}

function sizeOf(k: number): number {
  if (Number.isNaN(k)) throw cannot("Parameter value is NaN")
  if (Math.abs(k) >= 2 ** 63) throw cannot(`Scalar value ${k} overflows int64`)
  return Math.trunc(k)
}

/** Of an instant query each group's series come out in their order. */
export function ranked(op: "topk" | "bottomk", groups: Group[], rows: number, param: Float64Array): Column[] {
  const order = ORDERS[op]
  const kept: Column[] = []
  // Also where there is nothing to rank.
  param.forEach(sizeOf)
  for (const { members } of groups) {
    const positions = members.map((_, at) => at)
    for (let row = 0; row < rows; row++) {
      const here = positions.filter((at) => members[at]?.present[row])
      const valueAt = (at: number) => members[at]?.values[row] ?? NaN
      here.sort((a, b) => order(valueAt(a), valueAt(b)))
      for (const [rank, at] of here.entries()) {
        const member = members[at]
        if (member && rank >= sizeOf(param[row] ?? 0)) member.present[row] = 0
      }
      if (rows === 1) positions.splice(0, positions.length, ...here)
    }
    for (const at of positions) {
      const member = members[at]
      if (member?.present.includes(1)) kept.push(member)
    }
  }
  return kept
}
