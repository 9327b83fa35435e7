import { Button, Menu } from "@mantine/core"
import { IconHistory } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { TimeText } from "#components/ui/time-text.tsx"
import classes from "./explore.module.css"
import { loadHistory, queryText, type RememberedQuery, saveHistory } from "./history.ts"

/** Queries that were run on this device, newest first. */
export function HistoryMenu({ onChoose }: { onChoose: (entry: RememberedQuery) => void }) {
  const t = useTranslations("explore")
  const [entries, setEntries] = useState<RememberedQuery[]>([])
  return (
    <Menu width={460} position="bottom-start" onOpen={() => setEntries(loadHistory())}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconHistory size={14} stroke={1.5} aria-hidden />}>
          {t("history")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflow: "auto" }}>
        {entries.length === 0 && <Menu.Label>{t("historyEmpty")}</Menu.Label>}
        {entries.map((entry) => (
          <Menu.Item key={entry.atMs} onClick={() => onChoose(entry)}>
            <span className={classes.remembered}>{queryText(entry.query)}</span>
            <span className={classes.meta}>
              <TimeText value={entry.atMs} />
            </span>
          </Menu.Item>
        ))}
        {entries.length > 0 && (
          <Menu.Item
            onClick={() => {
              saveHistory([])
              setEntries([])
            }}
          >
            {t("clearHistory")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
