// Queries that both servers must refuse.

/** What both must refuse, with the same status and type. */
export const REFUSED = String.raw`
requests_total / requests_total{code="200"} * on(service) requests_total
requests_total + on(service) requests_total
requests_total + on(service) group_left requests_total
requests_total{code="200"} + on(service) requests_total
sum by (service) (requests_total) * on(service) requests_total
requests_total * on(code) group_left(service) sum by (code, service) (requests_total)
label_replace(requests_total, "code", "x", "code", ".*")
label_join(requests_total, "code", "-")
label_replace(requests_total, "a", "$1", "code", "(")
topk(NaN, requests_total)
topk(NaN, nosuch)
rate({__name__=~"latency_seconds_(sum|count)"}[30s]) + nosuch
abs({__name__=~"latency_seconds_(sum|count)"})
{}
{a=""}
{a=~".*"}
up{
up{job="x"
up{job=}
up{job}
up{job="x",,}
up{"job"!}
up{job=~"("}
up)
(up
up[
up[5
up[5m
up[5x]
up[5m] + 1
up[5m:1m
-up[5m]
sum
sum(
sum()
sum(up, up)
sum by (job) up
sum by job (up)
topk(up)
topk("a", up)
count_values(1, up)
rate(up)
rate(up[5m], 1)
rate()
abs()
abs(up[5m])
abs(up,)
foo(up)
ratee(up[5m])
clamp(up)
round(up, 1, 2)
label_replace(up, "a")
label_replace(up, 1, "b", "c", "d")
histogram_quantile(up, 0.5)
time(1)
vector(up)
scalar(1)
"a" + 1
"a" == "a"
1 == 1
1 and 1
up and 1
up + bool up
up or bool up
up and on(job) group_left up
up + on(job) group_left(job) up
up + on(job
1 + on(job) up
up offset
up offset x
up offset 5m offset 5m
up @
up @ x
up @ 1 @ 2
up @ start
sum(up) offset 5m
sum(up) @ 10
sum(up)[5m]
(up)[5m] offset 5m
up offset 5m [5m]
1[5m:1m]
up up
up "a"
up 5
+
1 +
1 + + 
* 1
==
'unterminated
"a\q"
up{a="b"} }
up!
up =~ "a"
$
up # comment only is fine
# only a comment
`
  .trim()
  .split("\n")

/** Refused by every version, by each in its own words. */
export const WORDED_ANEW = new Set([
  "topk(NaN, requests_total)",
  "topk(NaN, nosuch)",
  'up{"job"!}',
  'up{job=~"("}',
  "up[",
  "up[5",
  "up[5x]",
  "up offset",
  "up offset x",
])
