// Selectors, shifts of time and literals, to be asked of both servers.

export const SELECTORS = String.raw`
steady
{__name__="steady"}
{__name__=~"ste.*"}
{__name__=~"steady|tiny", instance!=""}
requests_total
requests_total{code="200"}
requests_total{code!="200"}
requests_total{code=~"4..|5.."}
requests_total{code!~"4.*"}
requests_total{service="주문"}
requests_total{code=~"2|20"}
requests_total{missing=""}
requests_total{missing=~".*", code="500"}
requests_total{service!~".+"}
requests_total{code="200",code!="404"}
weird
weird{v="quote \" backslash \\ newline \n end"}
weird{v='<img src=x>'}
weird{v=~"a\\.b\\+c"}
odd
nosuch
nosuch{a="b"}
late
flapping
build_info
up
only_here
{__name__="requests_total", toString=""}
steady offset 20s
steady offset -10s
requests_total{code="200"} offset 1m
only_here offset 10s
steady @ start()
steady @ end()
requests_total{code="500"} @ end() offset 15s
requests_total{code="500"} offset 15s @ start()
flapping offset 5s
late offset 3m
1
-1
0x1F
1e3
1.5e-3
.5
Inf
-Inf
NaN
"hello"
'single \'quoted\''
time()
pi()
requests_total[10s]
odd[8s]
flapping[30s]
only_here[70s]
steady[5s] offset 5s
steady[5s:1s]
nosuch[1m]
sum(requests_total)[20s:5s]
`
  .trim()
  .split("\n")
