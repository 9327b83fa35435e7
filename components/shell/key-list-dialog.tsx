"use client"

import { Kbd, Modal, Table } from "@mantine/core"
import { useTranslations } from "next-intl"

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

export function KeyListDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("app")
  return (
    <Modal opened onClose={onClose} title={t("keys")} closeButtonProps={{ "aria-label": t("close") }}>
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
