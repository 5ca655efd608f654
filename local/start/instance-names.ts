/** Services of a council, after which the sample instances are named. */
const SERVICES = [
  "housing-repairs",
  "housing-rents",
  "council-tax",
  "parking-permits",
  "library-loans",
  "planning-applications",
  "waste-collections",
  "school-admissions",
  "social-care-visits",
  "street-lighting",
] as const;

/** A database instance of the run and the database in it. */
export interface SampleInstance {
  readonly identifier: string;
  readonly database: string;
}

/** @returns that many instances, all names different */
export function sampleInstances(count: number): SampleInstance[] {
  return Array.from({ length: count }, (_, index) => {
    const service = SERVICES[index % SERVICES.length] ?? SERVICES[0];
    const round = Math.floor(index / SERVICES.length);
    const identifier = round === 0 ? service : `${service}-${round + 1}`;
    return { identifier, database: identifier.replaceAll("-", "_") };
  });
}
