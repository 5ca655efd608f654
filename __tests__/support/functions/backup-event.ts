import { rdsEvent, snsEnvelope } from "./records";

export const NOON = "2024-03-01T12:00:00.000Z";
/** RDS's event of that time, as its topic sends it. */
export const event = (time: string, given = {}): string => snsEnvelope(rdsEvent(new Date(time), given));
export const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said RDS` }) as const;
