import { LinkGone } from "#components/share/link-gone.tsx"

export default function ShareLinkGone() {
  return <LinkGone />
}
