import { ActionIcon, Switch, TextInput } from "@mantine/core"
import { IconFold, IconSearch, IconZoomReset, IconArrowsMaximize } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import classes from "./trace.module.css"
import type { TraceView } from "./use-trace-view.ts"

/** Search, errors only, fold and unfold, back to the whole time. */
export function TraceTools({ view }: { view: TraceView }) {
  const t = useTranslations("trace")
  const { tree, matches, state, dispatch } = view
  const found = matches?.reduce((sum, one) => sum + one, 0)
  const folded = () => new Set(Array.from(tree.order).filter((span) => tree.below[span]! > 0 && tree.depth[span]! >= 1))
  return (
    <div className={classes.tools}>
      <TextInput
        className={classes.search}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        placeholder={t("search")}
        aria-label={t("search")}
        value={state.search}
        onChange={(event) => dispatch({ type: "search", search: event.currentTarget.value })}
      />
      <Switch
        className={classes.errorsOnly}
        label={t("errorsOnly")}
        checked={state.errorsOnly}
        onChange={(event) => dispatch({ type: "errors", only: event.currentTarget.checked })}
      />
      <output className={classes.count}>
        {found === undefined ? t("spanCount", { count: tree.count }) : t("matchCount", { count: found, total: tree.count })}
      </output>
      <span className={classes.grow} />
      {state.zoom && (
        <ActionIcon onClick={() => dispatch({ type: "zoom", zoom: undefined })} aria-label={t("wholeTime")} title={t("wholeTime")}>
          <IconZoomReset size={16} stroke={1.5} />
        </ActionIcon>
      )}
      <ActionIcon onClick={() => dispatch({ type: "all", collapsed: folded() })} aria-label={t("foldAll")} title={t("foldAll")}>
        <IconFold size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon onClick={() => dispatch({ type: "all", collapsed: new Set() })} aria-label={t("unfoldAll")} title={t("unfoldAll")}>
        <IconArrowsMaximize size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}
