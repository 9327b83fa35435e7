import type { ReactNode } from "react"
import classes from "./page.module.css"

/** Title of a section inside a page (the settings' pages), what it is for, and its main action at the right. */
export function PageHeader({ title, description, actions }: { title: ReactNode; description?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={classes.header}>
      <div>
        <h2 className={classes.title}>{title}</h2>
        {description && <p className={classes.description}>{description}</p>}
      </div>
      <div className={classes.grow} />
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
