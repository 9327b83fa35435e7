import classes from "./skeleton.module.css"

/** Stands where something will be; sizes in CSS or pixels. */
export function Skeleton({ height, width }: { height: number | string; width?: number | string }) {
  return <div className={classes.skeleton} style={{ height, width }} />
}
