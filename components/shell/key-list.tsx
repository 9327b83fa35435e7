"use client"

import { Kbd, Modal, Table } from "@mantine/core"
import { useHotkeys } from "@mantine/hooks"
import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"

/** Every key there is; a key of `app` for its words. */
const keys: [string[], string][] = [
  [["Mod", "K"], "keyPalette"],
  [["?"], "keyList"],
  [["d", "r"], "keyRefresh"],
  [["d", "k"], "keyKiosk"],
  [["t", "z"], "keyZoomOut"],
  [["t", "←"], "keyShiftBack"],
  [["t", "→"], "keyShiftForward"],
  [["e"], "keyEditPanel"],
  [["v"], "keyViewPanel"],
  [["Mod", "S"], "keySave"],
  [["Mod", "Z"], "keyUndo"],
  [["Mod", "Shift", "Z"], "keyRedo"],
  [["Esc"], "keyBack"],
]

let shown = false
const listeners = new Set<() => void>()
function show(next: boolean) {
  shown = next
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens the list of keys. */
export function showKeys(): void {
  show(true)
}

export function KeyList() {
  const t = useTranslations("app")
  const opened = useSyncExternalStore(
    subscribe,
    () => shown,
    () => false,
  )
  useHotkeys([["shift+?", showKeys]])
  return (
    <Modal opened={opened} onClose={() => show(false)} title={t("keys")} closeButtonProps={{ "aria-label": t("close") }}>
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([sequence, label]) => (
            <Table.Tr key={label}>
              <Table.Td w={150}>
                {sequence.map((key) => (
                  <Kbd key={key} size="xs" mr={4}>
                    {key === "Mod" ? "Ctrl/⌘" : key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(label)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
