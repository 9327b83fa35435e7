import access from "./ko/access.json" with { type: "json" }
import alertInstance from "./ko/alert-instance.json" with { type: "json" }
import alertRule from "./ko/alert-rule.json" with { type: "json" }
import app from "./ko/app.json" with { type: "json" }
import contactPoint from "./ko/contact-point.json" with { type: "json" }
import dashboard from "./ko/dashboard.json" with { type: "json" }
import datasource from "./ko/datasource.json" with { type: "json" }
import delivery from "./ko/delivery.json" with { type: "json" }
import demo from "./ko/demo.json" with { type: "json" }
import errors from "./ko/errors.json" with { type: "json" }
import explore from "./ko/explore.json" with { type: "json" }
import incident from "./ko/incident.json" with { type: "json" }
import inbox from "./ko/inbox.json" with { type: "json" }
import message from "./ko/message.json" with { type: "json" }
import notification from "./ko/notification.json" with { type: "json" }
import panel from "./ko/panel.json" with { type: "json" }
import query from "./ko/query.json" with { type: "json" }
import runbook from "./ko/runbook.json" with { type: "json" }
import settings from "./ko/settings.json" with { type: "json" }
import share from "./ko/share.json" with { type: "json" }
import template from "./ko/template.json" with { type: "json" }
import templateWords from "./ko/template-words.json" with { type: "json" }
import time from "./ko/time.json" with { type: "json" }
import trace from "./ko/trace.json" with { type: "json" }

/** One file a feature; the namespace is the feature word in camelCase. */
export const ko = {
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
