import { createTranslator } from "use-intl/core"
import { en } from "./catalogue/en.ts"
import { ko } from "./catalogue/ko.ts"
import { defaultLanguage, type Language } from "./language.ts"

export type Messages = typeof en

/** "feature.key" and what fills it. */
export type Translate = (key: string, params?: Record<string, string | number | Date>) => string

/** Every sentence of the product in one language. */
export function messagesOf(language: Language): Messages {
  return language === "ko" ? ko : en
}

/** The sentences that pages need in the browser: errors and templates are written by the server. */
export function browserMessages(language: Language): Omit<Messages, "errors" | "templateWords"> {
  const { errors: _, templateWords: __, ...messages } = messagesOf(language)
  return messages
}

/** A translator for places without React: chat messages, API errors. */
export function translator(language: Language = defaultLanguage): Translate {
  return createTranslator({ locale: language, messages: messagesOf(language) }) as unknown as Translate
}
