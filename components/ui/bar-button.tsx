import type { IconEye } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { PlainButton } from "./plain-button.tsx"
import classes from "./bar-button.module.css"

/** A button of the top bar; on a phone only its icon is seen. */
export function BarButton({ icon: Icon, onClick, children }: { icon: typeof IconEye; onClick: () => void; children: ReactNode }) {
  return (
    <PlainButton className={classes.button} onClick={onClick}>
      <Icon size={14} stroke={1.5} />
      <span className={classes.words}>{children}</span>
    </PlainButton>
  )
}
