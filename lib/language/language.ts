/** The languages of the product. English is the one that code and fallbacks are written against. */
export const languages = ["en", "ko"] as const
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = "en"
/** Cookie that holds the reader's choice; absent, `Accept-Language` decides. */
export const languageCookie = "bongsu-language"

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/** First language of an Accept-Language header that we speak. */
export function negotiateLanguage(header: string | null): Language {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(";q=")
      return { tag: tag.toLowerCase().split("-")[0], quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .toSorted((a, b) => b.quality - a.quality)
  return wanted.map((entry) => entry.tag).find(isLanguage) ?? defaultLanguage
}
