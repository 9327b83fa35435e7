import {
  choice,
  defineOptions,
  flag,
  isFlag,
  objectOf,
  orNull,
  type OutputOf,
  recordOf,
  shaped,
  upTo,
  within,
  words,
} from "#components/panel/options.ts"
import { valueOptions } from "#components/panel/value-options.ts"

const column = objectOf(
  {},
  {
    title: upTo(200),
    unit: upTo(64),
    decimals: orNull(within({ min: 0, max: 15, whole: true })),
    hidden: isFlag,
    width: within({ min: 40, max: 1000, whole: true }),
  },
)

export const TableOptions = defineOptions({
  ...valueOptions,
  /** By the column's name as the data has it. */
  columns: shaped(recordOf(column, 200), {}, { title: "panel.option.columns", description: "panel.option.columnsHint", editor: "columns" }),
  colorMode: choice(["none", "value", "background"], "none", {
    title: "panel.option.colorMode",
    description: "panel.option.colorModeHint",
  }),
  sortBy: words(200, "", { title: "panel.option.sortBy", description: "panel.option.sortByHint" }),
  descending: flag(true, { title: "panel.option.descending", description: "panel.option.descendingHint" }),
})
export type TableOptions = OutputOf<typeof TableOptions>
