// Errors as the services throw them: one text for the span's exception event and for the log.
import type { Exception } from "#demo/world/traces/plan.ts"

const TOMCAT = `	at org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:258)
	at org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)
	at org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1014)
	at org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:195)
	at org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1769)
	at java.base/java.lang.Thread.run(Thread.java:1583)`

function thrownIn(type: string, message: string, frames: readonly string[], cause?: string): Exception {
  const stack = [`${type}: ${message}`, ...frames.map((frame) => `\tat ${frame}`), TOMCAT, ...(cause ? [cause] : [])].join("\n")
  return { type, message, stack }
}

const POOL = "HikariPool-1 - Connection is not available, request timed out after 3000ms (total=10, active=10, idle=0, waiting=17)"

/** The pool has no connection for three seconds. */
export const starved: Exception = thrownIn(
  "org.springframework.transaction.CannotCreateTransactionException",
  "Could not open JPA EntityManager for transaction",
  [
    "org.springframework.orm.jpa.JpaTransactionManager.doBegin(JpaTransactionManager.java:466)",
    "org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:119)",
    "com.shop.payment.PaymentService.pay(PaymentService.kt:141)",
    "com.shop.payment.PaymentController.create(PaymentController.kt:58)",
  ],
  `Caused by: java.sql.SQLTransientConnectionException: ${POOL}
	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)
	at com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:179)
	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)
	... 42 common frames omitted`,
)

/** What the pool itself threw. */
export const poolTimeout: Exception = {
  type: "java.sql.SQLTransientConnectionException",
  message: POOL,
  stack: `java.sql.SQLTransientConnectionException: ${POOL}
	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)
	at com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:179)
	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)`,
}

const TOO_LONG = "ERROR: value too long for type character varying(5)"

/** `period=monthly` into a VARCHAR(5). */
export const tooLong: Exception = thrownIn(
  "org.springframework.dao.DataIntegrityViolationException",
  `could not execute statement [${TOO_LONG}] [insert into search_log (period,query,user_id) values (?,?,?)]`,
  [
    "org.springframework.orm.jpa.vendor.HibernateJpaDialect.convertHibernateAccessException(HibernateJpaDialect.java:291)",
    "com.shop.listing.SearchLogRepository.save(SearchLogRepository.kt:23)",
    "com.shop.listing.ListingSearchService.search(ListingSearchService.kt:77)",
    "com.shop.listing.ListingController.list(ListingController.kt:34)",
  ],
  `Caused by: org.postgresql.util.PSQLException: ${TOO_LONG}
	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2734)
	at org.postgresql.jdbc.PgPreparedStatement.executeUpdate(PgPreparedStatement.java:155)
	... 58 common frames omitted`,
)

export const sqlTooLong: Exception = {
  type: "org.postgresql.util.PSQLException",
  message: TOO_LONG,
  stack: `org.postgresql.util.PSQLException: ${TOO_LONG}
	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2734)
	at org.postgresql.jdbc.PgPreparedStatement.executeUpdate(PgPreparedStatement.java:155)`,
}

export const declined: Exception = thrownIn("com.shop.payment.CardDeclinedException", "the issuer declined the card: insufficient_funds", [
  "com.shop.payment.CardGateway.charge(CardGateway.kt:66)",
  "com.shop.payment.PaymentService.pay(PaymentService.kt:149)",
])

export const paymentFailed: Exception = thrownIn("com.shop.event.PaymentFailedException", "payment answered 500 Internal Server Error", [
  "com.shop.event.PaymentClient.pay(PaymentClient.kt:41)",
  "com.shop.event.TicketService.book(TicketService.kt:92)",
  "com.shop.event.TicketController.create(TicketController.kt:47)",
])

/** A scooter that does not answer, as Go tells it. */
export const silent = (scooter: string): Exception => ({
  type: "*command.TimeoutError",
  message: `scooter ${scooter} did not answer within 5s: context deadline exceeded`,
  stack: `goroutine 4211 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
shop/scooter-control/internal/command.(*Sender).Send(0xc0003c2000, {0xf2a5c8, 0xc0007a61e0}, {0xc0005b2a40, 0x6})
	/src/internal/command/sender.go:118 +0x4a5
shop/scooter-control/internal/http.(*Server).postCommand(0xc00021e3c0)
	/src/internal/http/commands.go:63 +0x2d1`,
})

export const refused = (host: string, port: number): Exception => ({
  type: "Error",
  message: `connect ECONNREFUSED ${host}:${port}`,
  stack: `Error: connect ECONNREFUSED ${host}:${port}
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
    at async forward (file:///app/dist/proxy.js:88:20)
    at async handle (file:///app/dist/server.js:141:5)`,
})
