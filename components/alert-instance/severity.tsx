import classes from "./alert-instance.module.css"
import { toneOf } from "./urgency.ts"

/** The severity label in its own word; nothing when the alert has none. */
export function Severity({ severity }: { severity: string | undefined }) {
  if (!severity) return null
  return (
    <span className={classes.severity} data-tone={toneOf(severity)}>
      {severity}
    </span>
  )
}
