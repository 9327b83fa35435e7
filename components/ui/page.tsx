"use client"

import { Breadcrumbs } from "@mantine/core"
import Link from "next/link"
import type { ReactNode } from "react"
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
          <Breadcrumbs separator="›" separatorMargin={6} classNames={{ root: classes.crumbs, separator: classes.separator }}>
            {breadcrumb.map((crumb, index) => {
              if (index === breadcrumb.length - 1)
                return (
                  <h1 key={index} className={classes.here}>
                    {crumb.label}
                  </h1>
                )
              if (!crumb.href) return <span key={index}>{crumb.label}</span>
              return (
                <Link key={index} href={crumb.href} prefetch={false} className={classes.crumb}>
                  {crumb.label}
                </Link>
              )
            })}
          </Breadcrumbs>
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
