"use client"

import { useTranslations } from "next-intl"
import { Sparkline } from "#components/chart/sparkline.tsx"
import type { PanelViewProps } from "#components/panel/kind.ts"
import type { PreparedStat, StatTile } from "./prepare.ts"
import classes from "./stat.module.css"
import { numberSize, tileColumns } from "./tiles.ts"

const gap = 6
const leastTile = 56

export function StatView({ prepared, environment, width, height }: PanelViewProps<PreparedStat>) {
  const t = useTranslations("panel")
  const { tiles, more } = prepared
  const columns = tileColumns(tiles.length, width, height)
  const rows = Math.ceil(tiles.length / columns)
  const tileWidth = (width - gap * (columns - 1)) / columns
  const tileHeight = Math.max(leastTile, (height - gap * (rows - 1)) / rows)
  return (
    <ul
      className={classes.tiles}
      style={{ height, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: tileHeight, gap }}
    >
      {tiles.map((tile) => (
        <Tile key={tile.name} tile={tile} width={tileWidth} height={tileHeight} range={environment.range} alone={tiles.length === 1} />
      ))}
      {more > 0 && <li className={classes.more}>{t("stat.more", { count: more })}</li>}
    </ul>
  )
}

function Tile({
  tile,
  width,
  height,
  range,
  alone,
}: {
  tile: StatTile
  width: number
  height: number
  range: { fromMs: number; toMs: number }
  alone: boolean
}) {
  const { shown } = tile
  // The line has a band of its own: over it, the number would be hard to read.
  const band = tile.line && height >= 64 ? Math.floor(height * 0.3) : 0
  const size = numberSize(shown.full.length, width, height - band)
  const colour = shown.color ?? "var(--bongsu-text)"
  return (
    <li
      className={classes.tile}
      data-alone={alone || undefined}
      data-filled={tile.background || undefined}
      style={{ "--tile": colour, paddingBottom: band + 4 } as React.CSSProperties}
      aria-label={`${tile.name}: ${shown.full}`}
    >
      {tile.line && band > 0 && (
        <Sparkline
          className={classes.line}
          times={tile.line.times}
          values={tile.line.values}
          range={range}
          color={shown.color ?? "var(--bongsu-accent)"}
          width={Math.max(1, Math.floor(width))}
          height={band}
        />
      )}
      {tile.named && <span className={classes.name}>{tile.name}</span>}
      <span className={classes.value} style={{ fontSize: size }} title={tile.value === null ? undefined : String(tile.value)}>
        {shown.text}
        {shown.suffix && <span className={classes.suffix}>{shown.suffix}</span>}
      </span>
    </li>
  )
}
