import { z } from "zod"

const pem = (label: string) => z.string().trim().max(100_000).includes("-----BEGIN").meta({ title: label, format: "textarea" })

/** An address that requests are sent to: http or https, without credentials, query or fragment. */
export const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => {
    const url = URL.parse(text)
    return url !== null && !url.username && !url.password && !url.search && !url.hash
  })

/** What every datasource over HTTP is reached with. Extended by the kinds. */
export const ConnectionSettings = z.strictObject({
  url: BaseUrl,
  tenantId: z
    .string()
    .regex(/^(?!\.{1,2}$)[A-Za-z0-9!_.*'()-]{1,150}$/)
    .optional(),
  basicAuth: z.strictObject({ user: z.string().max(500), password: z.string().max(2000).optional().meta({ secret: true }) }).optional(),
  bearerToken: z.string().max(8000).meta({ secret: true }).optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/), z.string().max(8000).meta({ secret: true })).optional(),
  tls: z
    .strictObject({
      caPem: pem("CA").optional(),
      certPem: pem("Certificate").optional(),
      keyPem: pem("Key").meta({ secret: true, format: "textarea" }).optional(),
      insecureSkipVerify: z.boolean().optional(),
    })
    .optional(),
  timeoutMs: z.int().min(100).max(300_000).optional(),
})
export type ConnectionSettings = z.output<typeof ConnectionSettings>

export const DatasourceId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const Name = z.string().trim().min(1).max(100)
const Settings = z.record(z.string(), z.unknown())

/** `POST /api/datasources`; `settings` is checked by the kind. */
export const DatasourceInput = z.strictObject({
  id: DatasourceId.optional(),
  name: Name,
  kind: z.string().max(64),
  settings: Settings,
  isDefault: z.boolean().optional(),
})
export type DatasourceInput = z.output<typeof DatasourceInput>

export const DatasourcePatch = z.strictObject({ name: Name.optional(), settings: Settings.optional(), isDefault: z.boolean().optional() })
export type DatasourcePatch = z.output<typeof DatasourcePatch>

/** Settings that are not saved yet; `id` names the datasource whose stored secrets may stand in for masked ones. */
export const DatasourceTrial = z.strictObject({ id: DatasourceId.optional(), kind: z.string().max(64), settings: Settings })
export type DatasourceTrial = z.output<typeof DatasourceTrial>

/** A datasource as it leaves: secrets are `{set: true}`. `settings` is absent for those who may not change it. */
export const DatasourceView = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  settings: Settings.optional(),
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type DatasourceView = z.output<typeof DatasourceView>

export const DatasourceTestAnswer = z.strictObject({
  ok: z.boolean(),
  message: z.string(),
  version: z.string().optional(),
  latencyMs: z.number(),
})
export type DatasourceTestAnswer = z.output<typeof DatasourceTestAnswer>

/** What a browser knows of a kind: forms are made from the JSON Schemas. */
export const DatasourceKindView = z.strictObject({
  name: z.string(),
  label: z.string(),
  settings: z.record(z.string(), z.unknown()),
  query: z.record(z.string(), z.unknown()),
  traces: z.boolean(),
  tail: z.boolean(),
  logs: z.boolean(),
})
export type DatasourceKindView = z.output<typeof DatasourceKindView>
