import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import { messagesOf } from "./translate.ts"
import { isLanguage, languageCookie, negotiateLanguage } from "./language.ts"

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(languageCookie)?.value
  const locale = isLanguage(chosen) ? chosen : negotiateLanguage((await headers()).get("accept-language"))
  return { locale, messages: messagesOf(locale), timeZone: "UTC" }
})
