"use client"

import { Button, Input } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { isStoredSecret, storedSecret } from "./fields.ts"
import classes from "./schema-form.module.css"
import { HiddenText, type TextProps } from "./text-field.tsx"

// Stable, so that it runs once: the field has just been asked for.
const focus = (element: HTMLElement | null) => element?.focus()

/** A secret: what is stored is only said to be there, and stays until it is replaced or removed. */
export function SecretField({ value, onChange, long = false, ...input }: TextProps & { long?: boolean }) {
  const t = useTranslations("settings")
  const [replacing, setReplacing] = useState(false)
  const { "aria-label": name, label, description, error, required } = input
  const keep = () => {
    setReplacing(false)
    onChange(storedSecret)
  }
  if (replacing)
    return (
      <div className={classes.replacing}>
        {/* Nothing typed yet is not "no secret": the stored one stays. */}
        <HiddenText
          {...input}
          required={false}
          long={long}
          inputRef={focus}
          value={value}
          onChange={(next) => onChange(next === "" ? storedSecret : next)}
        />
        <Button variant="default" className={classes.keep} onClick={keep}>
          {t("keep")}
        </Button>
      </div>
    )
  if (!isStoredSecret(value)) return <HiddenText {...input} long={long} value={value} onChange={onChange} />
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <fieldset className={classes.stored} aria-label={name ?? label}>
        <IconLock size={14} stroke={1.5} aria-hidden />
        <span className={classes.storedText}>{t("secretSet")}</span>
        <Button variant="default" size="compact-xs" onClick={() => setReplacing(true)}>
          {t("replace")}
        </Button>
        {!required && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onChange(undefined)}>
            {t("remove")}
          </Button>
        )}
      </fieldset>
    </Input.Wrapper>
  )
}
