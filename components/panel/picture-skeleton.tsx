import { Skeleton } from "#components/ui/skeleton.tsx"

/** Stands where a kind's view will be while its code loads: without it the whole page would make way for the wait. */
export function PictureSkeleton() {
  return <Skeleton height="100%" />
}
