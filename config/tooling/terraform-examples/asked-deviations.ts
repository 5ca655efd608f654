import { isDeepStrictEqual } from "node:util";
import type { Answer, ApiDeviation } from "./api-deviations";
import type { AwsClients } from "./aws-clients";

/** What asking the API gave for one deviation. */
export interface AskedDeviation extends Answer {
  readonly deviation: ApiDeviation;
  /** Whether the API does answer otherwise than it was told. */
  readonly isProved: boolean;
}

/** Asks the API for every deviation, one after the other, since the names are the same. */
export async function askForDeviations(
  deviations: readonly ApiDeviation[],
  clients: AwsClients,
): Promise<readonly AskedDeviation[]> {
  const asked: AskedDeviation[] = [];
  for (const deviation of deviations) {
    const { sent, answered } = await deviation.ask(clients);
    asked.push({ deviation, sent, answered, isProved: !isDeepStrictEqual(sent, answered) });
  }
  return asked;
}

/** @returns a line for the report: what was sent, and what came back */
export function askedLine({ deviation, sent, answered, isProved }: AskedDeviation): string {
  const { type, attributes, does } = deviation;
  const verdict = isProved ? "asked, and so it is" : "NOT SO ANY MORE";
  return `${type}.{${attributes.join(",")}}: ${does} ${verdict}: sent ${text(sent)}, answered ${text(answered)}`;
}

function text(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
