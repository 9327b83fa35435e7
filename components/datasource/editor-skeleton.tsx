import { Skeleton } from "@mantine/core"
import classes from "./query-editor.module.css"

/** As tall as the editor of a query of one line; the editor's frame makes room for longer ones. */
export function EditorSkeleton() {
  return (
    <div className={classes.editor} aria-busy>
      <Skeleton className={classes.skeletonField} />
      <Skeleton className={classes.skeletonOptions} />
    </div>
  )
}
