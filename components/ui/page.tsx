"use client"

import Link from "next/link"
import { Fragment, type ReactNode } from "react"
import classes from "./page.module.css"

export interface Crumb {
  label: ReactNode
  href?: string
}

/**
 * A page of the app: 44 px top bar (breadcrumb at the left, `actions` at the right), `below` wraps under it, then the content.
 * `width`: "full" for grids and tables, "reading" (960 px) for forms and reading.
 */
export function Page({
  breadcrumb,
  afterBreadcrumb,
  actions,
  below,
  width = "full",
  children,
}: {
  breadcrumb: Crumb[]
  afterBreadcrumb?: ReactNode
  actions?: ReactNode
  below?: ReactNode
  width?: "full" | "reading"
  children: ReactNode
}) {
  return (
    <>
      <header className={classes.bar}>
        <div className={classes.top}>
          <div className={classes.crumbs}>
            {breadcrumb.map((crumb, index) => (
              <Fragment key={index}>
                {index > 0 && <span className={classes.separator} />}
                <CrumbText crumb={crumb} last={index === breadcrumb.length - 1} />
              </Fragment>
            ))}
          </div>
          {afterBreadcrumb}
          <div className={classes.grow} />
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
        {below && <div className={classes.below}>{below}</div>}
      </header>
      <main id="main" className={classes.main} data-width={width}>
        {children}
      </main>
    </>
  )
}

function CrumbText({ crumb, last }: { crumb: Crumb; last: boolean }) {
  if (last) return <h1 className={classes.here}>{crumb.label}</h1>
  if (!crumb.href) return <span>{crumb.label}</span>
  return (
    <Link href={crumb.href} prefetch={false} className={classes.crumb}>
      {crumb.label}
    </Link>
  )
}
