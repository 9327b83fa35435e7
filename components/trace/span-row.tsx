/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/click-events-have-key-events, jsx-a11y/control-has-associated-label -- The keys are the tree's own; Rows that exist only while they are seen are placed by pixels, which table elements are not; what scrolls must be reachable by keys. */
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from "@tabler/icons-react"
import { formatValue } from "#lib/format/value.ts"
import classes from "./trace.module.css"
import type { TraceView } from "./use-trace-view.ts"

/** Deeper levels are not indented further: names must stay readable at depth 5,000. */
const deepest = 24
const indent = 10

interface SpanRowProps {
  view: TraceView
  span: number
  /** Pixels from the top of all rows. */
  top: number
  colour: string
  window: { fromMs: number; toMs: number }
  locale: "en" | "ko"
}

/** One span: where it stands in the tree, and when it ran. The line through a bar is the critical path. */
export function SpanRow(props: SpanRowProps) {
  const { view, span, top, locale } = props
  const { tree, state, matches } = view
  const duration = formatValue(tree.end[span]! - tree.start[span]!, { unit: "ms" }, locale).full
  const service = tree.services[tree.service[span]!]?.name ?? ""
  return (
    <div
      id={`span-${tree.spanIds[span]}`}
      role="row"
      aria-level={tree.depth[span]! + 1}
      aria-expanded={tree.below[span]! > 0 ? !state.collapsed.has(span) : undefined}
      aria-selected={span === state.selected}
      aria-label={`${service} ${tree.names[span]} ${duration}`}
      className={classes.row}
      data-dim={(matches && matches[span] === 0) || undefined}
      style={{ top }}
      tabIndex={-1}
      onClick={() => view.dispatch({ type: "select", span })}
    >
      <NameCell {...props} service={service} />
      <BarCell {...props} duration={duration} />
    </div>
  )
}

function NameCell({ view, span, colour, service }: SpanRowProps & { service: string }) {
  const { tree, state } = view
  const below = tree.below[span]!
  const closed = state.collapsed.has(span)
  const Chevron = closed ? IconChevronRight : IconChevronDown
  return (
    <div className={classes.nameCell} role="gridcell" style={{ paddingInlineStart: Math.min(tree.depth[span]!, deepest) * indent + 4 }}>
      {below > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={classes.toggle}
          onClick={(event) => {
            event.stopPropagation()
            view.dispatch({ type: "toggle", span })
          }}
        >
          <Chevron size={12} stroke={2} />
        </button>
      ) : (
        <span className={classes.toggle} />
      )}
      <span className={classes.serviceBar} style={{ background: colour }} />
      {tree.error[span] === 1 && <IconAlertTriangle size={13} stroke={2} className={classes.errorText} aria-hidden />}
      <span className={classes.service}>{service}</span>
      <span className={classes.spanName}>{tree.names[span]}</span>
      {closed && <span className={classes.hiddenCount}>+{below}</span>}
    </div>
  )
}

function BarCell({ view, span, colour, window, duration }: SpanRowProps & { duration: string }) {
  const { tree } = view
  const share = (timeMs: number) => ((timeMs - window.fromMs) / (window.toMs - window.fromMs)) * 100
  const from = share(tree.start[span]!)
  const to = share(tree.end[span]!)
  if (to < 0 || from > 100) return <div className={classes.barCell} role="gridcell" />
  // The words stand behind the bar; at the right edge before it; on it when it fills the row.
  const late = to > 82
  const place = late ? { right: `${Math.max(0, 100 - Math.max(0, from)) + 0.5}%` } : { left: `calc(${Math.min(100, to)}% + 6px)` }
  return (
    <div className={classes.barCell} role="gridcell">
      <span
        className={classes.spanBar}
        data-error={tree.error[span] === 1 || undefined}
        style={{ left: `${from}%`, width: `max(2px, ${to - from}%)`, background: colour }}
      />
      {view.path.get(span)?.map((part) => (
        <span
          key={part.fromMs}
          className={classes.critical}
          style={{ left: `${share(part.fromMs)}%`, width: `max(1px, ${share(part.toMs) - share(part.fromMs)}%)` }}
        />
      ))}
      <span className={classes.spanTime} style={place} data-inside={(late && from < 12) || undefined}>
        {duration}
      </span>
    </div>
  )
}
