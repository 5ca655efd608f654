import { isDeepStrictEqual } from "node:util";
import type { Answer, ApiDeviation } from "./api-deviations";
import { awsClients, type AwsApi } from "./aws-clients";

/** What asking the API gave for one deviation. */
export interface AskedDeviation extends Answer {
  readonly deviation: ApiDeviation;
  /** Whether the API does answer otherwise than it was told. */
  readonly isProved: boolean;
}

/** An account of which no example knows: what is asked there is in nobody's way. */
const ASKING_ACCOUNT = "999999999999";

/** Asks the API for every deviation, one after the other, since the names are the same. */
export async function askForDeviations(
  deviations: readonly ApiDeviation[],
  api: AwsApi,
): Promise<readonly AskedDeviation[]> {
  const clients = await awsClients(api, ASKING_ACCOUNT);
  const asked: AskedDeviation[] = [];
  for (const deviation of deviations) {
    const { sent, answered } = await deviation.ask(clients, ASKING_ACCOUNT);
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
