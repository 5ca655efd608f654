import { isDeepStrictEqual } from "node:util";
import type { Answer, ApiDeviation } from "./api-deviations";
import type { AwsClients } from "./aws-clients";

/** What asking the API gave for one deviation. */
export interface AskedDeviation extends Answer {
  readonly deviation: ApiDeviation;
  /** Whether the API does answer otherwise than it was told. */
  readonly isProved: boolean;
}

/**
 * Asks the API for every deviation, one after the other, since the names are the same.
 * @param clients of an account in which what is made for that is in nobody's way
 */
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

/** @returns lines for the report: what the API does, what was sent to it, and what came back */
export function askedLines({ deviation, sent, answered, isProved }: AskedDeviation): readonly string[] {
  const { type, attributes, does } = deviation;
  return [
    `${type}: ${attributes.join(", ")}`,
    `  ${isProved ? does : `NOT SO ANY MORE: ${does}`}`,
    `  sent ${text(sent)}`,
    `  answered ${text(answered)}`,
  ];
}

function text(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
