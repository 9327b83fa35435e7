"use client"

import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconUserCircle } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { usePathname, useRouter } from "next/navigation"
import { actions, atLeast } from "#lib/access/can.ts"
import { countText } from "#components/inbox/unread.ts"
import { useUnread } from "#components/inbox/use-unread.ts"
import { Logo } from "#components/ui/logo.tsx"
import { lateView } from "#components/ui/late-view.tsx"
import { Menu, MenuDivider, MenuItem } from "#components/ui/menu.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { isAt, type Place, places, settingsPlace } from "./places.ts"
import classes from "./shell.module.css"
import { useViewer } from "./viewer-context.tsx"

const { View: AccountItems, preload: nearAccount } = lateView(
  async () => (await import("./account-menu.tsx")).AccountItems,
  () => <div className={classes.accountComing} aria-busy />,
)

/** The places that the viewer may go to. */
function usePlaces(): Place[] {
  const viewer = useViewer()
  return places.filter((place) => !place.needs || (viewer && atLeast(viewer.role, actions[place.needs])))
}

/** How much is new at a place, and the place's name with it. Who stands there sees it. */
function useNews(): (place: Place) => { count: number; label: string } {
  const t = useTranslations("app")
  const path = usePathname()
  const unread = useUnread()
  return ({ counts, href, label }) => {
    const count = counts && !isAt(path, href) ? unread : 0
    return { count, label: count === 0 ? t(label) : count > 99 ? t("inboxMany") : t("inboxNew", { count }) }
  }
}

const Count = ({ count }: { count: number }) => count > 0 && <i className={classes.count}>{countText(count)}</i>

export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useTranslations("app")
  const viewer = useViewer()
  const newsOf = useNews()
  const Toggle = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand
  const toggleLabel = open ? t("closeRail") : t("openRail")
  return (
    <nav className={classes.rail} aria-label={t("mainNavigation")}>
      <Link href="/" prefetch={false} className={classes.brand} aria-label={t("home")}>
        <Logo size={24} />
        {open && <span className={classes.name}>Bongsu</span>}
      </Link>
      {usePlaces().map((place) => (
        <RailLink key={place.href} place={place} open={open} {...newsOf(place)} />
      ))}
      <div className={classes.grow} />
      <Tooltip label={toggleLabel} side="right" disabled={open}>
        <button type="button" className={classes.link} onClick={onToggle} aria-label={toggleLabel} aria-expanded={open}>
          <Toggle size={18} stroke={1.5} />
          {open && <span className={classes.name}>{toggleLabel}</span>}
        </button>
      </Tooltip>
      <RailLink place={settingsPlace} open={open} {...newsOf(settingsPlace)} />
      <Menu
        label={t("account")}
        side="right-end"
        width={220}
        target={
          <button type="button" className={classes.link} aria-label={t("account")} onPointerEnter={nearAccount} onFocus={nearAccount}>
            <IconUserCircle size={18} stroke={1.5} />
            {open && <span className={classes.name}>{viewer?.name || viewer?.email}</span>}
          </button>
        }
      >
        <AccountItems />
      </Menu>
    </nav>
  )
}

/** Fetched ahead when the pointer nears: a dozen places at once would hold up the page that is being opened. */
function RailLink({ place, open, count, label }: { place: Place; open: boolean; count: number; label: string }) {
  const t = useTranslations("app")
  const here = isAt(usePathname(), place.href)
  const router = useRouter()
  return (
    <Tooltip label={label} side="right" disabled={open}>
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
        {open && <span className={classes.name}>{t(place.label)}</span>}
        <Count count={count} />
      </Link>
    </Tooltip>
  )
}

/** On a phone as many places have room; the others are in its menu. */
const TABS = 4

/** The rail of a phone. */
export function BottomBar() {
  const t = useTranslations("app")
  const path = usePathname()
  const newsOf = useNews()
  const mine = usePlaces().map((place) => ({ ...place, ...newsOf(place), name: place.label }))
  const [tabs, rest] = [mine.slice(0, TABS), mine.slice(TABS)]
  const hidden = rest.find(({ count }) => count > 0)
  return (
    <nav className={classes.bottomBar} aria-label={t("mainNavigation")}>
      {tabs.map(({ href, icon: Icon, name, count, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          className={classes.tab}
          data-here={isAt(path, href) || undefined}
          aria-label={count > 0 ? label : undefined}
        >
          <Icon size={18} stroke={1.5} />
          <span>{t(name)}</span>
          <Count count={count} />
        </Link>
      ))}
      <Menu
        label={t("more")}
        side="top-end"
        width={240}
        target={
          <button
            type="button"
            className={classes.tab}
            onPointerEnter={nearAccount}
            onFocus={nearAccount}
            aria-label={hidden && `${t("more")} · ${hidden.label}`}
          >
            <IconDots size={18} stroke={1.5} />
            <span>{t("more")}</span>
            <Count count={hidden?.count ?? 0} />
          </button>
        }
      >
        {[...rest, { ...settingsPlace, label: t(settingsPlace.label) }].map(({ href, icon: Icon, label }) => (
          <MenuItem key={href} href={href} icon={<Icon size={16} stroke={1.5} />}>
            {label}
          </MenuItem>
        ))}
        <MenuDivider />
        <AccountItems />
      </Menu>
    </nav>
  )
}
