import { createTranslator } from "next-intl"
import { en } from "./catalogue/en.ts"
import { ko } from "./catalogue/ko.ts"
import { defaultLanguage, type Language } from "./language.ts"

export type Messages = typeof en
export type Feature = keyof Messages

/** Every sentence of the product in one language. */
export function messagesOf(language: Language): Messages {
  return language === "ko" ? ko : en
}

/** A translator for places without React: chat messages, API errors. Keys are "feature.key". */
export function translator(language: Language = defaultLanguage): (key: string, params?: Record<string, string | number | Date>) => string {
  const translate = createTranslator({ locale: language, messages: messagesOf(language) as Record<string, Record<string, string>> })
  return (key, params) => translate(key, params)
}
