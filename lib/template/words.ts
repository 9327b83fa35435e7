import type { Language } from "#lib/language/language.ts"
import { messagesOf } from "#lib/language/translate.ts"
import type { Words } from "./template.ts"

/** The words of one template. @throws for a key that the catalogue hasn't: a template is broken then, not its user */
export function wordsOf(name: string, language: Language): Words {
  const texts = (messagesOf(language).templateWords as unknown as Record<string, Record<string, string>>)[name]
  return (key) => {
    const text = texts?.[key]
    if (text === undefined) throw new Error(`templateWords.${name}.${key} is not in the catalogue (${language})`)
    return text
  }
}
