import classes from "./alert-instance.module.css"

/** Labels as small `name=value` marks; those after `most` are counted only, and named on hover. */
export function Labels({ entries, most = 6 }: { entries: [string, string][]; most?: number }) {
  if (entries.length === 0) return null
  const rest = entries.slice(most)
  return (
    <ul className={classes.labels}>
      {entries.slice(0, most).map(([name, value]) => (
        <li key={name} className={classes.label} title={`${name}=${value}`}>
          <span className={classes.labelName}>{name}</span>={value}
        </li>
      ))}
      {rest.length > 0 && (
        <li className={classes.label} title={rest.map(([name, value]) => `${name}=${value}`).join("\n")}>
          +{rest.length}
        </li>
      )}
    </ul>
  )
}
