import type { ReactNode } from "react"
import { Logo } from "#components/ui/logo.tsx"
import { LanguageChoice } from "#components/shell/account-menu.tsx"
import classes from "./access.module.css"

/** The card in the middle of an empty page, with the language at its foot. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <main id="main" className={classes.card}>
        <div className={classes.brand}>
          <Logo size={28} /> Bongsu
        </div>
        {children}
      </main>
      <div className={classes.language}>
        <LanguageChoice />
      </div>
    </div>
  )
}
