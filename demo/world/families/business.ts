// What the shop itself counts: orders, rentals, application forms, commands to scooters.
import { INSTANCES } from "#demo/world/cast.ts"
import type { Company, Family, ServedLeg, Spec, Target } from "#demo/world/company.ts"
import { family, gauge } from "#demo/world/families/family.ts"
import { unit } from "#demo/world/hash.ts"
import { DECK } from "#demo/world/requests.ts"
import type { Labels } from "#demo/promql/storage.ts"

export type Product = "ride" | "goods" | "ticket"
export const PRODUCTS: readonly Product[] = ["ride", "goods", "ticket"]
const CITIES = [
  ["seoul", 0.45],
  ["busan", 0.2],
  ["daejeon", 0.13],
  ["jeju", 0.12],
  ["incheon", 0.1],
] as const
export type City = (typeof CITIES)[number][0]
/** Of 1024 moves; a form makes four on its way, as half of the reviews ask for another document. */
const MOVES = [
  ["submitted", "documents", 256],
  ["documents", "review", 384],
  ["review", "documents", 128],
  ["review", "approved", 180],
  ["review", "rejected", 76],
] as const
const HOUR_MS = 3_600_000

type Legs = readonly ServedLeg[]
const isOf = ({ flow }: ServedLeg, ...routes: string[]) => routes.some((route) => flow.story.name.startsWith(`${route}.`))

/** What a hand of an order is for. */
export const productOf = (story: string, hand: number): Product =>
  story.startsWith("ticket") ? "ticket" : unit(hand, 21) < 0.62 ? "ride" : "goods"

/** What it costs. */
export function priceOf(story: string, hand: number): number {
  const [least, most] = { ride: [1200, 9000], goods: [8000, 120_000], ticket: [25_000, 165_000] }[productOf(story, hand)] as [
    number,
    number,
  ]
  return Math.round((least + (most - least) * unit(hand, 22) ** 2.5) / 100) * 100
}

/** Where a scooter is rented. */
export function cityOf(hand: number): City {
  let left = unit(hand, 23)
  for (const [city, share] of CITIES) if ((left -= share) < 0) return city
  return "incheon"
}

/** Which move of an application form a hand is. */
export function moveOf(hand: number): { from: string; to: string } {
  let left = (Math.imul(hand, 389) + 57) & (DECK - 1)
  for (const [from, to, hands] of MOVES) if ((left -= hands) < 0) return { from, to }
  return { from: "review", to: "rejected" }
}

const orderStatus = ({ flow }: ServedLeg) => {
  const what = flow.story.name.split(/[.@]/)[1]
  return what === "declined" || what === "failed" ? what : "completed"
}

function total(
  company: Company,
  target: Target,
  name: string,
  labels: Labels,
  legs: Legs,
  measure: (leg: ServedLeg) => (hand: number) => number,
): Spec {
  return { name, target, labels, read: company.sum(target, legs, measure) }
}

const is = (product: Product) => (leg: ServedLeg) => (hand: number) => (productOf(leg.flow.story.name, hand) === product ? 1 : 0)

const price = (product: Product) => (leg: ServedLeg) => (hand: number) => is(product)(leg)(hand) * priceOf(leg.flow.story.name, hand)

function orders(company: Company, roots: Legs): Record<"orders" | "value", Spec[]> {
  const legs = roots.filter((leg) => isOf(leg, "order", "ticket"))
  const { exporter } = company
  return {
    orders: PRODUCTS.flatMap((product) =>
      ["completed", "declined", "failed"]
        .map((status) => ({
          status,
          of: legs.filter((leg) => orderStatus(leg) === status && isOf(leg, product === "ticket" ? "ticket" : "order")),
        }))
        .filter(({ of }) => of.length > 0)
        .map(({ status, of }) => total(company, exporter, "orders_total", { product, status }, of, is(product))),
    ),
    value: PRODUCTS.map((product) =>
      total(
        company,
        exporter,
        "order_value_krw_total",
        { product },
        legs.filter((leg) => orderStatus(leg) === "completed"),
        price(product),
      ),
    ),
  }
}

function forms(company: Company, roots: Legs): Record<"now" | "moved", Spec[]> {
  const { exporter } = company
  const arrived = roots.filter((leg) => leg.flow.story.name.startsWith("apply.ok"))
  const moves = roots.filter((leg) => leg.flow.story.name.startsWith("apply.move"))
  const counted = (legs: Legs, is: (hand: number) => boolean) => company.sum(exporter, legs, () => (hand) => (is(hand) ? 1 : 0))
  const into = (stage: string) => counted(moves, (hand) => moveOf(hand).to === stage)
  /** Those that entered a stage in the last hours are still in it. */
  const stay = (stage: string, hours: number, entered = into(stage)) =>
    gauge(exporter, "application_forms", { stage }, (timeMs) => entered.until(timeMs) - entered.until(timeMs - hours * HOUR_MS))
  return {
    now: [
      ...stay(
        "submitted",
        1.5,
        counted(arrived, () => true),
      ),
      ...stay("documents", 4),
      ...stay("review", 2.5),
      ...stay("approved", 24),
      ...stay("rejected", 24),
    ],
    moved: MOVES.map(([from, to]) =>
      total(
        company,
        exporter,
        "application_forms_moved_total",
        { from, to },
        moves,
        () => (hand) => (moveOf(hand).from === from && moveOf(hand).to === to ? 1 : 0),
      ),
    ),
  }
}

function rentals(company: Company, roots: Legs): Spec[] {
  const legs = roots.filter((leg) => isOf(leg, "rental"))
  return CITIES.flatMap(([city]) =>
    (["started", "failed"] as const).map((result) => {
      const of = legs.filter(({ leg }) => leg.status >= 500 === (result === "failed"))
      return total(company, company.exporter, "rentals_total", { city, result }, of, () => (hand) => (cityOf(hand) === city ? 1 : 0))
    }),
  )
}

function commands(company: Company): Spec[] {
  return company.instances
    .filter(({ service }) => service === "scooter-control")
    .flatMap((target) => {
      const legs = company.served(target.service, target.index).filter((leg) => isOf(leg, "rental", "return"))
      return ["unlock", "lock"].flatMap((command) =>
        (["ok", "failed"] as const).map((result) => {
          const of = legs.filter(
            (leg) => isOf(leg, command === "unlock" ? "rental" : "return") && leg.leg.status >= 500 === (result === "failed"),
          )
          return total(company, target, "scooter_commands_total", { command, result }, of, () => () => 1)
        }),
      )
    })
}

/** Business counters, of the shop's own exporter and of scooter-control. */
export function businessFamilies(company: Company): Family[] {
  const roots = INSTANCES.flatMap((index) => company.served("gateway", index))
  const { orders: placed, value } = orders(company, roots)
  const { now, moved } = forms(company, roots)
  return [
    family("counter", "orders_total", "Orders by product and by what became of them.", "", placed),
    family("counter", "order_value_krw_total", "Value of completed orders in won.", "", value),
    family("counter", "rentals_total", "Scooters rented, or not, by city.", "", rentals(company, roots)),
    family("gauge", "application_forms", "Application forms now in each stage.", "", now),
    family("counter", "application_forms_moved_total", "Application forms moved from stage to stage.", "", moved),
    family("counter", "scooter_commands_total", "Commands sent to scooters, by result.", "", commands(company)),
  ]
}
