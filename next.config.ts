import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

const withLanguage = createNextIntlPlugin("./lib/language/request.ts")

const config: NextConfig = {
  // Several checkouts of one folder's builds (tests, benches, a developer's server) must not overwrite each other.
  distDir: process.env.BONGSU_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm run verify` checks types; whoever only starts Bongsu need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "prom-client", "undici", "@prisma/client", "node-telegram-bot-api", "@slack/web-api"],
  experimental: {
    optimizePackageImports: ["@mantine/core", "@tabler/icons-react"],
    // The minifier puts functions with one caller into their caller, as closures made anew for each sample of an answer: a quarter more
    // processor time a read. What is not minified needs no maps to be understood, and builds sooner.
    turbopackMinify: { server: false, client: true },
    serverSourceMaps: false,
  },
}

export default withLanguage(config)
