import { Button } from "@mantine/core"
import type { IconEye } from "@tabler/icons-react"
import type { ReactNode } from "react"
import classes from "./bar-button.module.css"

/** A button of the top bar; on a phone only its icon is seen. */
export function BarButton({ icon: Icon, onClick, children }: { icon: typeof IconEye; onClick: () => void; children: ReactNode }) {
  return (
    <Button
      variant="default"
      classNames={{ root: classes.button, section: classes.icon }}
      leftSection={<Icon size={14} stroke={1.5} />}
      onClick={onClick}
    >
      <span className={classes.words}>{children}</span>
    </Button>
  )
}
