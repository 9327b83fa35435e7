import { Skeleton } from "@mantine/core"
import classes from "./page.module.css"

/** The first load of a page: bar and a few lines, no words. */
export function PageSkeleton() {
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.top}>
          <Skeleton height={12} width={160} animate={false} />
        </div>
      </div>
      <div className={classes.main} aria-busy>
        <Skeleton height={28} mb={8} animate={false} />
        <Skeleton height={28} mb={8} width="92%" animate={false} />
        <Skeleton height={28} width="96%" animate={false} />
      </div>
    </>
  )
}
