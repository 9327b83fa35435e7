"use client"

import { Menu, Tooltip, UnstyledButton } from "@mantine/core"
import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconUserCircle } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { usePathname, useRouter } from "next/navigation"
import { actions, atLeast } from "#lib/access/can.ts"
import { Logo } from "#components/ui/logo.tsx"
import { AccountItems } from "./account-menu.tsx"
import { isAt, type Place, places, settingsPlace } from "./places.ts"
import classes from "./shell.module.css"
import { useViewer } from "./viewer-context.tsx"

/** The places that the viewer may go to. */
function usePlaces(): Place[] {
  const viewer = useViewer()
  return places.filter((place) => !place.needs || (viewer && atLeast(viewer.role, actions[place.needs])))
}

export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useTranslations("app")
  const viewer = useViewer()
  const Toggle = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand
  const toggleLabel = open ? t("closeRail") : t("openRail")
  return (
    <nav className={classes.rail} aria-label={t("mainNavigation")}>
      <Link href="/" prefetch={false} className={classes.brand} aria-label={t("home")}>
        <Logo size={24} />
        {open && <span className={classes.name}>Bongsu</span>}
      </Link>
      {usePlaces().map((place) => (
        <RailLink key={place.href} place={place} open={open} />
      ))}
      <div className={classes.grow} />
      <Tooltip label={toggleLabel} position="right" disabled={open}>
        <UnstyledButton className={classes.link} onClick={onToggle} aria-label={toggleLabel} aria-expanded={open}>
          <Toggle size={18} stroke={1.5} />
          {open && <span className={classes.name}>{toggleLabel}</span>}
        </UnstyledButton>
      </Tooltip>
      <RailLink place={settingsPlace} open={open} />
      <Menu position="right-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes.link} aria-label={t("account")}>
            <IconUserCircle size={18} stroke={1.5} />
            {open && <span className={classes.name}>{viewer?.name || viewer?.email}</span>}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <AccountItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

/** Fetched ahead when the pointer nears: a dozen places at once would hold up the page that is being opened. */
function RailLink({ place, open }: { place: Place; open: boolean }) {
  const t = useTranslations("app")
  const here = isAt(usePathname(), place.href)
  const label = t(place.label)
  const router = useRouter()
  return (
    <Tooltip label={label} position="right" disabled={open}>
      <Link
        href={place.href}
        prefetch={false}
        onPointerEnter={() => router.prefetch(place.href)}
        className={classes.link}
        data-here={here || undefined}
        aria-current={here ? "page" : undefined}
        aria-label={label}
      >
        <place.icon size={18} stroke={1.5} />
        {open && <span className={classes.name}>{label}</span>}
      </Link>
    </Tooltip>
  )
}

/** The rail of a phone. */
export function BottomBar() {
  const t = useTranslations("app")
  const path = usePathname()
  const mine = usePlaces()
  return (
    <nav className={classes.bottomBar} aria-label={t("mainNavigation")}>
      {mine.slice(0, 4).map((place) => (
        <Link key={place.href} href={place.href} prefetch={false} className={classes.tab} data-here={isAt(path, place.href) || undefined}>
          <place.icon size={18} stroke={1.5} />
          <span>{t(place.label)}</span>
        </Link>
      ))}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.tab}>
            <IconDots size={18} stroke={1.5} />
            <span>{t("more")}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {[...mine.slice(4), settingsPlace].map((place) => (
            <Menu.Item key={place.href} component={Link} href={place.href} leftSection={<place.icon size={16} stroke={1.5} />}>
              {t(place.label)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <AccountItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
