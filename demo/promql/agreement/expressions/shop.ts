// What dashboards and rules ask of the simulated company's scrape page, to be asked of both servers.

export const SHOP = String.raw`
up{job="shop"}
count by (exported_job) ({__name__=~".+",job="shop"})
count({job="shop",exported_job=~".+"}) by (__name__)
sum by (exported_job) (rate(http_server_requests_seconds_count[20s]))
sum by (exported_job) (rate(http_server_request_duration_seconds_count[20s]))
sum by (exported_job, status) (increase(http_server_requests_seconds_count[30s]))
sum(rate(http_server_requests_seconds_count{status=~"5.."}[30s])) / sum(rate(http_server_requests_seconds_count[30s]))
(sum by (application) (rate(http_server_requests_seconds_count{outcome="SERVER_ERROR"}[30s])) or sum by (application) (rate(http_server_requests_seconds_count[30s])) * 0) / sum by (application) (rate(http_server_requests_seconds_count[30s])) > 0.05
histogram_quantile(0.95, sum by (exported_job, le) (rate({__name__=~"http_server_requests_seconds_bucket|http_server_request_duration_seconds_bucket"}[20s])))
histogram_quantile(0.5, sum by (le, uri) (rate(http_server_requests_seconds_bucket[30s])))
histogram_quantile(0.99, sum by (le, server_address) (rate(http_client_request_duration_seconds_bucket[30s])))
sum by (le) (increase(http_server_requests_seconds_bucket[30s]))
topk(3, sum by (uri) (rate(http_server_requests_seconds_sum[30s])))
rate(http_server_requests_seconds_sum[30s]) / rate(http_server_requests_seconds_count[30s]) > 0
1 - avg by (exported_instance) (rate(node_cpu_seconds_total{mode="idle"}[20s]))
sum by (mode) (irate(node_cpu_seconds_total[10s]))
1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes
predict_linear(node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"}[30s], 4 * 3600) < 0
node_filesystem_avail_bytes / (deriv(node_filesystem_avail_bytes[30s]) < 0) * -1
-rate(node_network_transmit_bytes_total{device!="lo"}[20s])
node_load1 / on(exported_instance) group_left count by (exported_instance) (node_cpu_seconds_total{mode="idle"})
sum by (exported_instance) (jvm_memory_used_bytes{area="heap"}) / sum by (exported_instance) (jvm_memory_max_bytes{area="heap"} > 0)
sum by (action, cause) (rate(jvm_gc_pause_seconds_count[30s]))
max(sum by (exported_instance) (rate(jvm_gc_pause_seconds_sum[30s])))
sum by (state) (jvm_threads_states_threads)
hikaricp_connections_active / on(exported_instance, pool) hikaricp_connections_max
avg_over_time(hikaricp_connections_active[20s])
max_over_time(hikaricp_connections_pending[20s:2s])
quantile_over_time(0.9, process_cpu_usage[30s])
sum by (level) (rate(logback_events_total{level=~"warn|error"}[30s]))
sum by (result) (rate(cache_gets_total[30s])) / ignoring(result) group_left sum(rate(cache_gets_total[30s]))
sum by (stage) (application_forms)
label_replace(sum by (to) (increase(application_forms_moved_total[30s])), "stage", "$1", "to", "(.*)")
sum(increase(orders_total{status="completed"}[30s])) / sum(increase(orders_total[30s]))
sum by (command) (rate(scooter_commands_total{result="failed"}[30s])) / sum by (command) (rate(scooter_commands_total[30s]))
count_values("version", sum by (version) (http_server_requests_seconds_count) > bool 0)
target_info * on(exported_instance) group_left() (http_server_active_requests > bool -1)
sum(k6_vus) or vector(0)
changes(process_start_time_seconds[30s])
time() - process_start_time_seconds
`
  .trim()
  .split("\n")
