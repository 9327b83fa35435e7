import { z } from "zod"
import { valueOptions } from "#components/panel/value-options.ts"

const Column = z.object({
  title: z.string().max(200).optional(),
  unit: z.string().max(64).optional(),
  decimals: z.int().min(0).max(15).nullable().optional(),
  hidden: z.boolean().optional(),
  width: z.int().min(40).max(1000).optional(),
})

export const TableOptions = z.object({
  ...valueOptions,
  /** By the column's name as the data has it. */
  columns: z
    .record(z.string().max(200), Column)
    .default({})
    .meta({ title: "panel.option.columns", description: "panel.option.columnsHint", editor: "columns" }),
  colorMode: z
    .enum(["none", "value", "background"])
    .default("none")
    .meta({ title: "panel.option.colorMode", description: "panel.option.colorModeHint" }),
  sortBy: z.string().max(200).default("").meta({ title: "panel.option.sortBy", description: "panel.option.sortByHint" }),
  descending: z.boolean().default(true).meta({ title: "panel.option.descending", description: "panel.option.descendingHint" }),
})
export type TableOptions = z.output<typeof TableOptions>
