"use client"

import { useTranslations } from "next-intl"
import deliveryClasses from "#components/delivery/delivery.module.css"
import { DeliveryRow } from "#components/delivery/delivery-row.tsx"
import type { Delivery } from "#lib/delivery/schema.ts"
import classes from "./incident.module.css"

/** Whom Bongsu told about it, and whether that arrived. */
export function Messages({ deliveries }: { deliveries: Delivery[] }) {
  const t = useTranslations("incident")
  return (
    <section>
      <h2>{t("messages")}</h2>
      {deliveries.length === 0 ? (
        <p className={classes.dim}>{t("noMessages")}</p>
      ) : (
        <ul className={deliveryClasses.list}>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
    </section>
  )
}
