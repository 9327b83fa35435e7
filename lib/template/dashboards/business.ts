import { panel } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const inRange = (name: string, by: string, more = "") => `sum by (${by}) (increase(${name}{${more}}[$__range]))`
const each = (name: string, by: string, more = "") => `sum by (${by}) (increase(${name}{${more}}[$__interval]))`

const bars = { draw: "bars", stacking: "normal", min: 0, decimals: 0 }
const whole = { decimals: 0 }

/** For colleagues who do not read charts of milliseconds: orders, rentals, and how far application forms have come. */
export const business: DashboardTemplate = {
  name: "business",
  datasourceKinds: ["prometheus"],
  document: { tags: ["business"], time: { from: "now-24h", to: "now" }, refresh: "1m" },
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel("stat", 6, "ordersToday", prometheus, [{ expr: inRange("orders_total", "", 'status="completed"'), mode: "instant" }], whole),
        panel(
          "stat",
          6,
          "orderShare",
          prometheus,
          [{ expr: `${inRange("orders_total", "", 'status="completed"')} / ${inRange("orders_total", "")}`, mode: "instant" }],
          { unit: "percentunit", decimals: 1 },
        ),
        panel("stat", 6, "revenue", prometheus, [{ expr: inRange("order_value_krw_total", ""), mode: "instant" }], {
          unit: "currencyKRW",
          decimals: 0,
        }),
        panel("stat", 6, "waiting", prometheus, [{ expr: 'sum(application_forms{stage=~"submitted|documents|review"})' }], whole),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "orders", prometheus, [{ expr: each("orders_total", "status"), legend: "{{status}}" }], bars),
        panel(
          "timeseries",
          12,
          "rentals",
          prometheus,
          [{ expr: each("rentals_total", "city", 'result="started"'), legend: "{{city}}" }],
          bars,
        ),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "forms", prometheus, [{ expr: "sum by (stage) (application_forms)", legend: "{{stage}}" }], {
          min: 0,
          decimals: 0,
        }),
        panel(
          "table",
          12,
          "stages",
          prometheus,
          [
            { expr: "sum by (stage) (application_forms)", mode: "instant" },
            {
              expr: 'sum by (stage) (label_replace(increase(application_forms_moved_total[$__range]), "stage", "$1", "to", "(.*)"))',
              mode: "instant",
            },
          ],
          {
            columns: {
              stage: { title: words("stage") },
              A: { title: words("now"), decimals: 0 },
              B: { title: words("arrived"), decimals: 0 },
              time: { hidden: true },
            },
          },
        ),
      ],
    }),
  ],
}
