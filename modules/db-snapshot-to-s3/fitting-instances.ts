import { Token } from "cdktf";
import { jsonText } from "../shared/json-text";
import { isNoLongerThan, type Truth } from "../shared/truth";

/** Of the 262,144 that a message of EventBridge Scheduler may have; the rest is for what it says beside the instances. */
const MAX_CHARACTERS = 260_000;
/** The longest identifier of an instance, its quotes and a comma. */
const LONGEST_ELEMENT = 66;

/** What is expected of the instances that each look names. */
export const FITTING_INSTANCES = `a list of at most ${MAX_CHARACTERS} characters as JSON, since a message of EventBridge Scheduler has room for no more`;

/** @returns whether one message can name all of the instances */
export function fitIntoMessage(instances: readonly string[]): Truth {
  if (!Token.isUnresolved(instances) && instances.length * LONGEST_ELEMENT <= MAX_CHARACTERS) return true;
  return isNoLongerThan(jsonText(instances), MAX_CHARACTERS);
}
