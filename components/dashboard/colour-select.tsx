"use client"

import { ColorSwatch, Menu, UnstyledButton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { colourNames, cssColour } from "#components/panel/value-options.ts"

const more = ["#4C7DF0", "#E8833A", "#3BA99C", "#C061CB", "#D9A400", "#5AA9E6", "#6BAF45", "#E377A2"]

/** One of the theme's colours by name, or one of the series'. */
export function ColourSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations("dashboard")
  const nameOf = (colour: string) => (t.has(`colour_${colour}`) ? t(`colour_${colour}`) : colour)
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton aria-label={t("colour", { colour: nameOf(value) })}>
          <ColorSwatch color={cssColour(value)} size={20} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {[...colourNames, ...more].map((colour) => (
          <Menu.Item key={colour} leftSection={<ColorSwatch color={cssColour(colour)} size={14} />} onClick={() => onChange(colour)}>
            {nameOf(colour)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
