import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { checkSourceType } from "./event-categories";
import type { RecordedEvent } from "./event-log";
import { page } from "./paging";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";

/** Minutes that are shown when the request names none, and at most: 14 days (API_DescribeEvents). */
const DEFAULT_MINUTES = 60;
const MAX_MINUTES = 14 * 24 * 60;

const MINUTE = 60_000;

interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** DescribeEvents: oldest first; all times are the world's. @throws AwsError */
export function describeEvents(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const sourceType = parameters.optional("SourceType");
  const sourceIdentifier = parameters.optional("SourceIdentifier");
  checkSourceType(sourceType);
  if (sourceIdentifier !== undefined && sourceType === undefined)
    throw new AwsError(
      "InvalidParameterCombination",
      "SourceType must be provided when SourceIdentifier is supplied.",
    );
  if (parameters.groups("Filters").length > 0)
    throw new AwsError("InvalidParameterValue", "Filters aren't supported by DescribeEvents.");
  const categories = parameters.list("EventCategories");
  const { from, to } = period(parameters, world.surroundings.clock.now());
  const matching = world.events.kept
    .filter(({ time }) => time >= from && time <= to)
    .filter(({ event }) => sourceType === undefined || event.sourceType === sourceType)
    .filter(({ event }) => sourceIdentifier === undefined || event.sourceIdentifier === sourceIdentifier)
    .filter(({ event }) => categories.length === 0 || categories.includes(event.category));
  const { items, marker } = page(matching, ({ number }) => String(number).padStart(12, "0"), parameters);
  return { Events: listXml("Event", items.map(eventXml)), Marker: marker };
}

/** From StartTime to EndTime; where no start is given, so many minutes up to the end. */
function period(parameters: QueryParameters, now: Date): Period {
  const minutes = parameters.integer("Duration") ?? DEFAULT_MINUTES;
  if (minutes < 1 || minutes > MAX_MINUTES)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value ${minutes} for Duration. Must be between 1 and ${MAX_MINUTES} minutes (14 days).`,
    );
  const to = timeOf(parameters, "EndTime") ?? now;
  const from = timeOf(parameters, "StartTime") ?? new Date(to.getTime() - minutes * MINUTE);
  if (from > to)
    throw new AwsError(
      "InvalidParameterCombination",
      `The start time ${from.toISOString()} must not be later than the end time ${to.toISOString()}.`,
    );
  return { from, to };
}

function timeOf(parameters: QueryParameters, name: string): Date | undefined {
  const text = parameters.optional(name);
  if (text === undefined) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds))
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value ${text} for ${name}: expected an ISO 8601 time.`,
    );
  return new Date(milliseconds);
}

function eventXml({ event, time: date }: RecordedEvent): XmlElements {
  return {
    SourceIdentifier: event.sourceIdentifier,
    SourceType: event.sourceType,
    Message: event.message,
    EventCategories: listXml("EventCategory", [event.category]),
    Date: date,
    SourceArn: event.sourceArn,
  };
}
