// Functions of range vectors and subqueries, to be asked of both servers.

const OF_RANGE =
  "rate irate increase delta idelta deriv changes resets avg_over_time min_over_time max_over_time sum_over_time count_over_time stddev_over_time stdvar_over_time last_over_time present_over_time absent_over_time"

export const RANGES = [
  ...OF_RANGE.split(" ").flatMap((name) => [
    `${name}(requests_total[30s])`,
    `${name}(temperature_celsius[20s])`,
    `${name}(odd[15s])`,
    `${name}(flapping[25s])`,
    `${name}(only_here[20s])`,
  ]),
  ...String.raw`
rate(requests_total[1500ms])
rate(requests_total[5m])
rate(requests_total{service="payment"}[50s] offset 10s)
rate(requests_total{code="200"}[30s] @ end())
delta(disk_free_bytes[25s])
rate(nosuch[1m])
rate({__name__=~"requests_total|latency_seconds_count"}[30s])
rate({__name__=~"latency_seconds_(sum|count)"}[30s])
last_over_time({__name__=~"latency_seconds_(sum|count)"}[30s])
predict_linear(disk_free_bytes[30s], 3600)
predict_linear(temperature_celsius[20s], -10)
predict_linear(temperature_celsius[20s] offset 10s, 60)
predict_linear(odd[20s], 60)
predict_linear(steady[20s], 60)
deriv(steady[20s])
deriv(disk_free_bytes[1m])
quantile_over_time(0.5, temperature_celsius[30s])
quantile_over_time(0.99, requests_total[30s])
quantile_over_time(0.25, odd[15s])
quantile_over_time(-1, steady[15s])
quantile_over_time(2, steady[15s])
quantile_over_time(scalar(steady{job="page"}) / 10, temperature_celsius[30s])
avg_over_time(huge[20s])
sum_over_time(huge[20s])
sum_over_time(tiny[20s])
stddev_over_time(steady[20s])
changes(build_info[1m])
resets(requests_total{service="payment"}[90s])
max_over_time(rate(requests_total[20s])[40s:5s])
min_over_time(rate(requests_total[20s])[40s:5s] offset 10s)
avg_over_time(sum by (service) (rate(requests_total[20s]))[30s:3s])
sum_over_time((temperature_celsius > 20)[30s:2s])
count_over_time(flapping[60s:1s])
last_over_time(only_here[90s])
present_over_time(only_here[30s])
absent_over_time(nosuch{a="b",c=~"d.*"}[30s])
absent_over_time(flapping[3s])
absent_over_time(only_here[10s])
absent_over_time(sum(nosuch)[30s:5s])
rate(late[10m])
last_over_time(late[10m])
avg_over_time(late[5m])
max_over_time(steady[20s:5s] @ end())
sum_over_time(vector(1)[20s:5s])
deriv(rate(requests_total{code="200"}[15s])[30s:5s])
rate(sum(requests_total)[30s:1s])
idelta(queue_depth[10s])
irate(requests_total{service="payment"}[3s])
`
    .trim()
    .split("\n"),
]
