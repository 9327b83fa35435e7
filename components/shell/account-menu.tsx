"use client"

import { SegmentedControl, useMantineColorScheme } from "@mantine/core"
import { IconKeyboard, IconLogout, IconUser } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { languageCookie, languages } from "#lib/language/language.ts"
import { api } from "#lib/http/api.ts"
import { MenuDivider, MenuItem } from "#components/ui/menu.tsx"
import classes from "./shell.module.css"
import { showKeys } from "./key-list.tsx"
import { useViewer } from "./viewer-context.tsx"

const languageNames = { en: "English", ko: "한국어" }
const schemes = ["light", "dark", "auto"] as const

/** Content of the account menu: who, language, theme, sign out. */
export function AccountItems() {
  const t = useTranslations("app")
  const viewer = useViewer()
  return (
    <>
      <div className={classes.who}>
        <strong>{viewer?.name}</strong>
        <span>{viewer?.email}</span>
      </div>
      <div className={classes.choice}>
        <LanguageChoice />
        <ThemeChoice />
      </div>
      <MenuDivider />
      <MenuItem href="/settings/account" icon={<IconUser size={16} stroke={1.5} />}>
        {t("account")}
      </MenuItem>
      <MenuItem icon={<IconKeyboard size={16} stroke={1.5} />} onClick={showKeys}>
        {t("keys")}
      </MenuItem>
      <MenuItem icon={<IconLogout size={16} stroke={1.5} />} onClick={() => void signOut()}>
        {t("signOut")}
      </MenuItem>
    </>
  )
}

/** The reader's language; kept in a cookie, so that the server speaks it too. */
export function LanguageChoice() {
  const t = useTranslations("app")
  const router = useRouter()
  const choose = (language: string) => {
    document.cookie = `${languageCookie}=${language}; path=/; max-age=31536000; samesite=lax`
    router.refresh()
  }
  return (
    <SegmentedControl
      fullWidth
      aria-label={t("language")}
      value={useLocale()}
      onChange={choose}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
    />
  )
}

/** Light, dark or the system's. */
export function ThemeChoice() {
  const t = useTranslations("app")
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      aria-label={t("theme")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value)}
      data={schemes.map((value) => ({ value, label: t(`theme_${value}`) }))}
    />
  )
}

async function signOut() {
  await api.post("/api/auth/sign-out", {}).catch(() => undefined)
  window.location.assign("/login")
}
