// Aggregations, to be asked of both servers. What is ranked has no ties: which of equals comes first is left to chance.

const AGGREGATIONS = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"]

export const AGGREGATED = [
  ...AGGREGATIONS.flatMap((op) => [
    `${op}(requests_total)`,
    `${op} by (service) (requests_total)`,
    `${op} without (code, instance) (requests_total)`,
    `${op}(queue_depth) by (queue, nosuch)`,
    `${op}(nosuch)`,
  ]),
  ...String.raw`
sum(odd)
avg(odd{kind=~"inf|zero"})
min(odd)
max(odd)
avg(huge)
sum(tiny) by ()
sum by (__name__) ({__name__=~"steady|tiny"})
sum without () (queue_depth)
count(odd) without (kind)
quantile(0.5, requests_total)
quantile(0.9, requests_total) by (service)
quantile(1.5, requests_total)
quantile(scalar(steady{job="page"}) / 10, temperature_celsius)
quantile(0.3, odd)
count_values("value", requests_total{code="500"})
count_values("value", tiny)
count_values("value", odd)
count_values("version", build_info) by (service)
count_values("host", queue_depth) by (host)
topk(2, requests_total{service="gateway",instance=~".+"})
topk(1, temperature_celsius)
topk by (service) (1, requests_total{code=~"200|500",service!="payment"})
topk(100, temperature_celsius)
topk(0, requests_total)
topk(2, odd{kind!="sometimes"})
bottomk(2, odd{kind!="sometimes"})
bottomk(1, temperature_celsius)
bottomk(3, requests_total{service="주문"})
topk(scalar(steady{job="page"}) - 6, temperature_celsius)
group(up)
count(up == 1)
sum(only_here)
sum(flapping) or vector(-1)
avg by (service) (rate(requests_total[20s]))
`
    .trim()
    .split("\n"),
]
