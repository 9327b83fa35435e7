import { IconArrowDown, IconArrowUp, IconSearch, IconSortAscending, IconSortDescending, IconTextWrap } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import type { LogRow, Order } from "./lines.ts"
import classes from "./logs.module.css"

/** Characters of a line that are searched: enough to find, little enough to type along. */
const searchedLength = 65_536

export interface LogToolsProps {
  frames: readonly Frame[]
  rows: readonly LogRow[]
  search: string
  wrap: boolean
  order: Order
  onSearch: (search: string) => void
  onWrap: (wrap: boolean) => void
  onOrder: (order: Order) => void
  onFind: (index: number) => void
}

/** Search within what is there, wrapping, order. */
export function LogTools(props: LogToolsProps) {
  const { rows, wrap, order, onWrap, onOrder } = props
  const t = useTranslations("panel")
  const turn = t(order === "newest" ? "logs.oldestFirst" : "logs.newestFirst")
  const OrderIcon = order === "newest" ? IconSortDescending : IconSortAscending
  return (
    <div className={classes.tools}>
      <Search {...props} />
      <span className={classes.total}>{t("logs.lines", { count: rows.length })}</span>
      <PlainButton look="icon" small onClick={() => onOrder(order === "newest" ? "oldest" : "newest")} aria-label={turn} title={turn}>
        <OrderIcon size={16} stroke={1.5} />
      </PlainButton>
      <PlainButton look="icon" small onClick={() => onWrap(!wrap)} aria-pressed={wrap} aria-label={t("logs.wrap")} title={t("logs.wrap")}>
        <IconTextWrap size={16} stroke={1.5} />
      </PlainButton>
    </div>
  )
}

function Search({ frames, rows, search, onSearch, onFind }: LogToolsProps) {
  const t = useTranslations("panel")
  const found = useMemo(() => foundRows(frames, rows, search), [frames, rows, search])
  const [at, setAt] = useState(-1)
  const step = (by: number) => {
    if (!found || found.length === 0) return
    const next = (at + by + found.length) % found.length
    setAt(next)
    onFind(found[next]!)
  }
  return (
    <>
      <span className={classes.search}>
        <IconSearch size={14} stroke={1.5} aria-hidden />
        <input
          placeholder={t("logs.search")}
          aria-label={t("logs.search")}
          onChange={(event) => {
            setAt(-1)
            onSearch(event.currentTarget.value)
          }}
          onKeyDown={(event) => event.key === "Enter" && step(event.shiftKey ? -1 : 1)}
        />
      </span>
      {found && (
        <>
          <output className={classes.count}>{t("logs.found", { count: found.length })}</output>
          <PlainButton look="icon" small onClick={() => step(-1)} aria-label={t("logs.previous")} disabled={found.length === 0}>
            <IconArrowUp size={14} stroke={1.5} />
          </PlainButton>
          <PlainButton look="icon" small onClick={() => step(1)} aria-label={t("logs.next")} disabled={found.length === 0}>
            <IconArrowDown size={14} stroke={1.5} />
          </PlainButton>
        </>
      )}
    </>
  )
}

/** Row numbers that contain the text; undefined while nothing is searched. */
function foundRows(frames: readonly Frame[], rows: readonly LogRow[], search: string): number[] | undefined {
  const wanted = search.trim().toLowerCase()
  if (wanted === "") return undefined
  const columns = frames.map((frame) => fieldOf(frame, "line", "text")?.values ?? [])
  return rows.flatMap((row, index) =>
    (columns[row.frame]?.[row.row] ?? "").slice(0, searchedLength).toLowerCase().includes(wanted) ? [index] : [],
  )
}
