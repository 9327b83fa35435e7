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

/** The name of a place, with what is new there. */
function usePlaceLabel(): (place: Place, unread: number) => string {
  const t = useTranslations("app")
  return ({ label, counts }, unread) => {
    if (!counts || unread === 0) return t(label)
    return unread > 99 ? t("inboxMany") : t("inboxNew", { count: unread })
  }
}

export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useTranslations("app")
  const viewer = useViewer()
  const unread = useUnread()
  const Toggle = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand
  const toggleLabel = open ? t("closeRail") : t("openRail")
  return (
    <nav className={classes.rail} aria-label={t("mainNavigation")}>
      <Link href="/" prefetch={false} className={classes.brand} aria-label={t("home")}>
        <Logo size={24} />
        {open && <span className={classes.name}>Bongsu</span>}
      </Link>
      {usePlaces().map((place) => (
        <RailLink key={place.href} place={place} open={open} unread={place.counts ? unread : 0} />
      ))}
      <div className={classes.grow} />
      <Tooltip label={toggleLabel} side="right" disabled={open}>
        <button type="button" className={classes.link} onClick={onToggle} aria-label={toggleLabel} aria-expanded={open}>
          <Toggle size={18} stroke={1.5} />
          {open && <span className={classes.name}>{toggleLabel}</span>}
        </button>
      </Tooltip>
      <RailLink place={settingsPlace} open={open} />
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
function RailLink({ place, open, unread = 0 }: { place: Place; open: boolean; unread?: number }) {
  const t = useTranslations("app")
  const here = isAt(usePathname(), place.href)
  // Who stands there sees them.
  const fresh = here ? 0 : unread
  const label = usePlaceLabel()(place, fresh)
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
        {fresh > 0 && <span className={classes.count}>{countText(fresh)}</span>}
      </Link>
    </Tooltip>
  )
}

/** The rail of a phone. */
export function BottomBar() {
  const t = useTranslations("app")
  const path = usePathname()
  const mine = usePlaces()
  const labelOf = usePlaceLabel()
  const counted = mine.find((place) => place.counts)
  const unread = useUnread()
  const fresh = counted && !isAt(path, counted.href) ? unread : 0
  return (
    <nav className={classes.bottomBar} aria-label={t("mainNavigation")}>
      {mine.slice(0, 4).map((place) => (
        <Link key={place.href} href={place.href} prefetch={false} className={classes.tab} data-here={isAt(path, place.href) || undefined}>
          <place.icon size={18} stroke={1.5} />
          <span>{t(place.label)}</span>
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
            aria-label={counted && fresh > 0 ? `${t("more")} · ${labelOf(counted, fresh)}` : undefined}
          >
            <IconDots size={18} stroke={1.5} />
            <span>{t("more")}</span>
            {fresh > 0 && <i className={classes.count}>{countText(fresh)}</i>}
          </button>
        }
      >
        {[...mine.slice(4), settingsPlace].map((place) => (
          <MenuItem key={place.href} href={place.href} icon={<place.icon size={16} stroke={1.5} />}>
            {labelOf(place, fresh)}
          </MenuItem>
        ))}
        <MenuDivider />
        <AccountItems />
      </Menu>
    </nav>
  )
}
