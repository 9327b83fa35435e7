import type { TablerIcon } from "@tabler/icons-react"
import type { ReactNode } from "react"
import classes from "./notice.module.css"

/** Nothing here yet: one sentence and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  description,
  action,
}: {
  icon: TablerIcon
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes.empty}>
      <Icon size={32} stroke={1.25} aria-hidden />
      <p className={classes.emptyTitle}>{title}</p>
      {description && <p className={classes.emptyText}>{description}</p>}
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  )
}
