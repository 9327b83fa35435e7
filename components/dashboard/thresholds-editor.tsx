"use client"

import { ActionIcon, Button, NumberInput, SegmentedControl } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { noThresholds, readThresholds } from "#components/panel/value-options.ts"
import { ColourSelect } from "./colour-select.tsx"
import classes from "./panel-editor.module.css"

/** Steps with a colour each; the first may begin "below everything". */
export function ThresholdsEditor({ label, value, onChange }: { label: string; value: unknown; onChange: (value: unknown) => void }) {
  const t = useTranslations("dashboard")
  const thresholds = readThresholds(value) ?? noThresholds
  const { steps } = thresholds
  type Step = (typeof steps)[number]
  const set = (next: Step[]) => onChange({ ...thresholds, steps: next })
  const replace = (at: number, step: Step) => set(steps.with(at, step))
  const add = () => {
    const last = steps.at(-1)?.value ?? 0
    set([...(steps.length === 0 ? [{ value: null, color: "ok" }] : steps), { value: steps.length === 0 ? 80 : last + 10, color: "firing" }])
  }
  return (
    <fieldset className={classes.rows} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={classes.label}>{label}</legend>
      {steps.length > 0 && (
        <SegmentedControl
          fullWidth
          aria-label={label}
          data={[
            { value: "absolute", label: t("absolute") },
            { value: "percentage", label: t("percentage") },
          ]}
          value={thresholds.mode}
          onChange={(mode) => onChange({ ...thresholds, mode })}
        />
      )}
      {steps.map((step, at) => (
        <div key={at} className={classes.row}>
          <ColourSelect value={step.color} onChange={(color) => replace(at, { ...step, color })} />
          {step.value === null ? (
            <span className={classes.hint} style={{ flex: 1 }}>
              {t("base")}
            </span>
          ) : (
            <NumberInput
              flex={1}
              aria-label={t("thresholdValue")}
              value={step.value}
              onChange={(next) => typeof next === "number" && replace(at, { ...step, value: next })}
            />
          )}
          <ActionIcon aria-label={t("removeStep")} onClick={() => set(steps.toSpliced(at, 1))}>
            <IconTrash size={14} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={12} stroke={1.5} />} onClick={add}>
        {t("addThreshold")}
      </Button>
    </fieldset>
  )
}
