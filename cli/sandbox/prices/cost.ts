/** One thing that costs by the hour as long as it is there. */
export interface HourlyCost {
  /** Such as `database instance`. */
  readonly what: string;
  /** What decides the price: class, size, number, state. */
  readonly of: string;
  /** US dollars an hour; null where no list price is known here. */
  readonly dollars: number | null;
  /** Page on which AWS shows the price. */
  readonly page: string;
}

/** Something that is billed by use, with its price in words. */
export interface CostByUse {
  readonly what: string;
  readonly words: string;
  readonly page: string;
}

/** Costs by list price, in US dollars without tax. */
export interface Costs {
  readonly region: string;
  /** Day of the price list as YYYY-MM-DD; null where none is known here for the region. */
  readonly asOf: string | null;
  readonly hourly: readonly HourlyCost[];
  /** Sum of those whose price is known. */
  readonly dollarsAnHour: number;
  /** How many of them have no price here. */
  readonly unknown: number;
  readonly byUse: readonly CostByUse[];
}
