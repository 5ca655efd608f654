import { REGION } from "../../../local/start/landing-zone";

/** A place and time at which requests are made. */
export const MOMENT = { region: REGION, now: (): Date => new Date("2026-01-02T03:04:05Z") };
