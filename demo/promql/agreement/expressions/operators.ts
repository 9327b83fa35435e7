// Operators, to be asked of both servers.

export const OPERATORS = String.raw`
1 + 2 * 3 ^ 2
2 ^ 3 ^ 2
-2 ^ 2
-1 ^ 0.5
7 % 4
-7 % 4
7.5 % 0
1 / 0
0 / 0
3 atan2 4
1 == bool 1
1 > bool 2
1 + 2 == bool 3
time() % 60
requests_total + 1
requests_total * 2.5 - 3
10 - queue_depth
queue_depth / 0
queue_depth % 3
queue_depth ^ 2
2 ^ queue_depth
abs(temperature_celsius atan2 3)
-requests_total
-(steady)
+steady
-{__name__=~"latency_seconds_(sum|count)"}
queue_depth > 3
queue_depth >= 3
queue_depth < 3
queue_depth <= 3
queue_depth == 3
queue_depth != 3
3 < queue_depth
queue_depth > bool 3
queue_depth == bool 3
odd == odd
odd != bool odd
odd > bool 0
latency_seconds_sum / latency_seconds_count
rate(latency_seconds_sum[20s]) / rate(latency_seconds_count[20s])
requests_total{code="500"} / ignoring(code) requests_total{code="200"}
requests_total / ignoring(code) group_left() sum without (code) (requests_total)
requests_total / on(service) group_left sum by (service) (requests_total)
sum by (service) (requests_total) / on(service) group_right requests_total
requests_total * on(service) group_left(team) service_info
service_info * on(service) group_right(team) requests_total
requests_total * on(service) group_left(nosuch) service_info
requests_total{instance=~".+"} > on(service) group_left sum by (service) (requests_total) / 3
sum by (service) (requests_total) < on(service) group_right requests_total * 5
requests_total == requests_total
requests_total == bool on(service, code, instance) requests_total
requests_total > bool ignoring(code) group_left sum without(code) (requests_total) / 3
steady + on() group_left vector(1)
vector(1) + on() vector(2)
steady{instance=~".+"} + on(instance) up{job="page"}
queue_depth and queue_depth > 3
queue_depth and on(host) queue_depth{queue="chat"}
queue_depth or steady
queue_depth or on(host) temperature_celsius
queue_depth{host="h1"} or queue_depth
queue_depth unless queue_depth{host="h1"}
queue_depth unless on(queue) queue_depth{host="h2"}
requests_total and ignoring(code) service_info
flapping or vector(0)
only_here or on() vector(-5)
only_here unless vector(1)
nosuch or nosuch
up == 0
up unless on(instance) only_here
build_info * on(service) group_left(version) build_info
sum(rate(requests_total{code=~"5.."}[30s])) / sum(rate(requests_total[30s])) * 100
requests_total - requests_total offset 30s
(requests_total > 100) * 2
a + b
`
  .trim()
  .split("\n")
