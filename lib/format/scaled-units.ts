import { BINARY, DECIMAL, type Scale, SI } from "./scale.ts"

export interface ScaledUnit {
  sign: string
  scale: Scale
  /** Steps of the scale that a value of this unit is above the base: kbytes 1, mbytes 2. */
  start: number
}

/** A row: scale, sign, ids in order of their steps; "" where a step has no id; `first` is the step of the first id. */
type Row = [scale: Scale, sign: string, ids: string, first?: number]

const rows: Row[] = [
  [BINARY, "B", "bytes kbytes mbytes gbytes tbytes pbytes"],
  [DECIMAL, "B", "decbytes deckbytes decmbytes decgbytes dectbytes decpbytes"],
  [BINARY, "b", "bits"],
  [DECIMAL, "b", "decbits"],
  [DECIMAL, "p/s", "pps"],
  [BINARY, "B/s", "binBps KiBs MiBs GiBs TiBs PiBs"],
  [DECIMAL, "B/s", "Bps KBs MBs GBs TBs PBs"],
  [BINARY, "b/s", "binbps Kibits Mibits Gibits Tibits Pibits"],
  [DECIMAL, "b/s", "bps Kbits Mbits Gbits Tbits Pbits"],
  [DECIMAL, "FLOPS", "flops - mflops gflops tflops pflops eflops zflops yflops"],
  [DECIMAL, "H/s", "Hs KHs MHs GHs THs PHs EHs"],
  [SI, "W", "mwatt watt kwatt megwatt gwatt", -1],
  [SI, "VA", "voltamp kvoltamp"],
  [SI, "VAr", "voltampreact kvoltampreact"],
  [SI, "Wh", "watth kwatth mwatth"],
  [SI, "Wh/kg", "watthperkg"],
  [SI, "W-Min", "- kwattm"],
  [SI, "Ah", "mamph amph kamph", -1],
  [SI, "J", "joule"],
  [SI, "eV", "ev"],
  [SI, "A", "mamp amp kamp", -1],
  [SI, "V", "mvolt volt kvolt", -1],
  [SI, "Ω", "ohm kohm Mohm"],
  [SI, "F", "ffarad pfarad nfarad µfarad - farad", -5],
  [SI, "H", "µhenry mhenry henry", -2],
  [SI, "Lm", "lumens"],
  [SI, "Nm", "forceNm forcekNm"],
  [SI, "N", "forceN forcekN"],
  [SI, "g", "massmg massg masskg", -1],
  [SI, "t", "masst"],
  [SI, "m", "lengthmm lengthm lengthkm", -1],
  [SI, "bar", "pressurembar pressurebar pressurekbar", -1],
  [SI, "Pa", "pressurepa pressurekpa"],
  [SI, "Bq", "radbq"],
  [SI, "Ci", "radci"],
  [SI, "Gy", "radgy"],
  [SI, "rad", "radrad"],
  [SI, "Sv", "radusv radmsv radsv", -2],
  [SI, "rem", "radrem"],
  [SI, "C/kg", "radexpckg"],
  [SI, "Sv/h", "radusvh radmsvh radsvh", -2],
  [SI, "Hz", "hertz"],
  [SI, "Hz", "rothz rotkhz rotmhz rotghz"],
  [SI, "L", "mlitre litre", -1],
  [SI, "", "sishort"],
]

/** Unit ids that move to the prefix that suits the value. */
export const scaledUnits: ReadonlyMap<string, ScaledUnit> = new Map(
  rows.flatMap(([scale, sign, ids, first = 0]) =>
    ids
      .split(" ")
      .map((id, index): [string, ScaledUnit] => [id, { sign, scale, start: first + index }])
      .filter(([id]) => id !== "-"),
  ),
)
