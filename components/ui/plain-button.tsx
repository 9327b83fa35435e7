import type { ComponentProps } from "react"
import classes from "./plain-button.module.css"

/** A button of the page itself, not of the component library: what every first visit loads is made of these. */
export function PlainButton({
  look = "default",
  small = false,
  className,
  ...button
}: ComponentProps<"button"> & { look?: "default" | "filled" | "subtle" | "icon"; small?: boolean }) {
  const names = [classes.button, className].filter(Boolean).join(" ")
  return <button type="button" {...button} className={names} data-look={look} data-small={small || undefined} />
}
