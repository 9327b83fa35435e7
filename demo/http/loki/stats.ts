// The `stats` of an answer: what was read, in the many places where Loki tells it.
import type { Reading } from "#demo/logql/reading.ts"

const DATA_OBJECTS = {
  prePredicateDecompressedRows: 0,
  prePredicateDecompressedBytes: 0,
  prePredicateDecompressedStructuredMetadataBytes: 0,
  postPredicateRows: 0,
  postPredicateDecompressedBytes: 0,
  postPredicateStructuredMetadataBytes: 0,
  postFilterRows: 0,
  pagesScanned: 0,
  pagesDownloaded: 0,
  pagesDownloadedBytes: 0,
  pageBatches: 0,
  totalRowsAvailable: 0,
  totalPageDownloadTime: 0,
}

function storeStats({ lines, bytes, passed, metadataBytes }: Pick<Reading, "lines" | "bytes" | "passed" | "metadataBytes">) {
  return {
    totalChunksRef: 0,
    totalChunksDownloaded: 0,
    chunksDownloadTime: 0,
    queryReferencedStructuredMetadata: false,
    queryUsedV2Engine: false,
    chunk: {
      headChunkBytes: bytes,
      headChunkLines: lines,
      decompressedBytes: 0,
      decompressedLines: 0,
      compressedBytes: 0,
      totalDuplicates: 0,
      postFilterLines: passed,
      headChunkStructuredMetadataBytes: metadataBytes,
      decompressedStructuredMetadataBytes: 0,
    },
    chunkRefsFetchTime: 0,
    congestionControlLatency: 0,
    pipelineWrapperFilteredLines: 0,
    dataobj: DATA_OBJECTS,
  }
}

const CACHE = {
  entriesFound: 0,
  entriesRequested: 0,
  entriesStored: 0,
  bytesReceived: 0,
  bytesSent: 0,
  requests: 0,
  downloadTime: 0,
  queryLengthServed: 0,
}
const CACHES = ["chunk", "index", "result", "statsResult", "volumeResult", "seriesResult", "labelResult", "instantMetricResult"]
const NOTHING = { lines: 0, bytes: 0, passed: 0, metadataBytes: 0 }

/** @param seconds that the query took */
export function statsOf(reading: Reading, { seconds, returned }: { seconds: number; returned: number }) {
  const perSecond = (amount: number) => (seconds > 0 ? Math.floor(amount / seconds) : 0)
  return {
    summary: {
      bytesProcessedPerSecond: perSecond(reading.bytes),
      linesProcessedPerSecond: perSecond(reading.lines),
      totalBytesProcessed: reading.bytes,
      totalLinesProcessed: reading.lines,
      execTime: seconds,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: returned,
      splits: 0,
      shards: 1,
      totalPostFilterLines: reading.passed,
      totalStructuredMetadataBytesProcessed: reading.metadataBytes,
    },
    querier: { store: storeStats(NOTHING), querierExecTime: seconds },
    ingester: {
      totalReached: 1,
      totalChunksMatched: 0,
      totalBatches: 1,
      totalLinesSent: returned,
      store: storeStats(reading),
    },
    cache: Object.fromEntries(CACHES.map((name) => [name, CACHE])),
    index: {
      totalChunks: 0,
      postFilterChunks: 0,
      shardsDuration: 0,
      usedBloomFilters: false,
      totalStreams: 0,
      chunkRefsLookupTime: 0,
      bloomFilterTime: 0,
    },
  }
}
