import classes from "./page.module.css"
import { Skeleton } from "./skeleton.tsx"

/** The first load of a page: bar and a few lines, no words. */
export function PageSkeleton() {
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.top}>
          <Skeleton height={12} width={160} />
        </div>
      </div>
      <div className={`${classes.main} ${classes.lines}`} aria-busy>
        <Skeleton height={28} />
        <Skeleton height={28} width="92%" />
        <Skeleton height={28} width="96%" />
      </div>
    </>
  )
}
