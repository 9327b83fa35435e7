import access from "./en/access.json" with { type: "json" }
import alertInstance from "./en/alert-instance.json" with { type: "json" }
import alertRule from "./en/alert-rule.json" with { type: "json" }
import app from "./en/app.json" with { type: "json" }
import contactPoint from "./en/contact-point.json" with { type: "json" }
import dashboard from "./en/dashboard.json" with { type: "json" }
import datasource from "./en/datasource.json" with { type: "json" }
import delivery from "./en/delivery.json" with { type: "json" }
import demo from "./en/demo.json" with { type: "json" }
import errors from "./en/errors.json" with { type: "json" }
import explore from "./en/explore.json" with { type: "json" }
import incident from "./en/incident.json" with { type: "json" }
import inbox from "./en/inbox.json" with { type: "json" }
import message from "./en/message.json" with { type: "json" }
import notification from "./en/notification.json" with { type: "json" }
import panel from "./en/panel.json" with { type: "json" }
import query from "./en/query.json" with { type: "json" }
import runbook from "./en/runbook.json" with { type: "json" }
import settings from "./en/settings.json" with { type: "json" }
import share from "./en/share.json" with { type: "json" }
import template from "./en/template.json" with { type: "json" }
import templateWords from "./en/template-words.json" with { type: "json" }
import time from "./en/time.json" with { type: "json" }
import trace from "./en/trace.json" with { type: "json" }

/** One file a feature; the namespace is the feature word in camelCase. */
export const en = {
  access,
  alertInstance,
  alertRule,
  app,
  contactPoint,
  dashboard,
  datasource,
  delivery,
  demo,
  errors,
  explore,
  incident,
  inbox,
  message,
  notification,
  panel,
  query,
  runbook,
  settings,
  share,
  template,
  templateWords,
  time,
  trace,
}
